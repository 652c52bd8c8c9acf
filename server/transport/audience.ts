/** Which room a connection listens in, by its page and its role; and the publisher that speaks to the rooms. */
import type { Namespace, Server } from 'socket.io';
import type { ServerEvents } from '../../src/wire/answers.ts';
import type { Publish } from '../../src/wire/publish.ts';
import type { Role } from '../../src/wire/vocabulary.ts';
import { isAdult } from '../access/devices.ts';
import type { App } from '../access/devices.ts';
import type { Audience, Publisher } from '../session/api.ts';
import { fanOut } from './fanOut.ts';

export type Sockets = Server<Record<string, never>, ServerEvents>;
/** The connections of one lesson's devices; a classroom has one lesson, and all connections are its own. */
export type Room = Namespace<Record<string, never>, ServerEvents>;

const screens = 'screens';
const consoles = 'consoles';
/** Rooms that a device is in by its role; it leaves them when the role changes. */
export const adultRooms: readonly string[] = [screens, consoles];
/** All connections of one device, whatever page. */
export const deviceRoom = (device: string): string => `device:${device}`;
/** The connections of a device that show the tablet app. */
const tabletRoom = (device: string): string => `tablet:${device}`;

/** What a connection may be told; null for a page or role that is told nothing. */
export function audienceOf(app: App, role: Role, device: string): Audience | null {
  if (app === 'screen' && (role === 'screen' || isAdult(role))) return { kind: 'screen' };
  if (app === 'console' && isAdult(role)) return { kind: 'console' };
  if (app === 'tablet') return { kind: 'tablet', device };
  return null;
}

/** Rooms of an audience. */
export function roomsOf(audience: Audience | null): readonly string[] {
  if (audience === null) return [];
  if (audience.kind === 'screen') return [screens];
  if (audience.kind === 'console') return [consoles];
  return [tabletRoom(audience.device)];
}

export function createPublisher(room: Room): Publisher {
  const tell = (listeners: readonly string[], publish: Publish<never>): void =>
    fanOut(room, listeners, 'publish', publish);
  return {
    hears: (audience) => room.adapter.rooms.has(audience === 'screen' ? screens : consoles),
    toScreens: (publish) => tell([screens], publish),
    toConsoles: (publish) => tell([consoles], publish),
    toTablets: (devices, publish) => tell(devices.map(tabletRoom), publish),
  };
}
