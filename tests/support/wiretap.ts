/** Listens in on the lines of a proxy: what each device was told, and of which moment of the lesson. */
import { createFrameReader } from './frames.ts';
import type { FrameReader } from './frames.ts';
import type { Heard } from './proxy.ts';

/** One message to one device that shows a moment of the lesson. */
export interface Told {
  readonly device: string;
  readonly role: string;
  /** The moment it shows, by the session's seq. */
  readonly seq: number;
  /** The bytes, as text. What stands for children's faces and the door is taken out: their pictures share words with games. */
  readonly text: string;
}

interface Line {
  readonly frames: FrameReader;
  /** Known from the answer to its hello. */
  device: string;
  role: string;
}

export interface Wiretap {
  /** For the proxy. */
  readonly heard: Heard;
  told(): readonly Told[];
}

export function listen(): Wiretap {
  const lines = new Map<number, Line>();
  const told: Told[] = [];

  function note(line: Line, message: string): void {
    const packet = /^4[23]\d*(\[.*\])$/s.exec(message)?.[1];
    if (packet === undefined) return;
    const body = JSON.parse(packet) as readonly unknown[];
    const [first, second] = body;
    if (isHello(first)) [line.device, line.role] = [first.device, first.role];
    const publish = isHello(first) ? first.snapshot : first === 'publish' ? second : null;
    if (isPublish(publish)) {
      told.push({ device: line.device, role: line.role, seq: publish.to, text: withoutFaces(packet) });
    }
  }

  return {
    heard: (number, bytes) => {
      const line = lines.get(number) ?? { frames: createFrameReader(), device: '', role: '' };
      lines.set(number, line);
      for (const message of line.frames.read(bytes)) note(line, message);
    },
    told: () => told,
  };
}

const withoutFaces = (text: string): string =>
  text.replace(/"animal":"[a-z]+"/g, '').replace(/"door":\[[^\]]*\]/g, '');

function isHello(
  value: unknown,
): value is { readonly device: string; readonly role: string; readonly snapshot: unknown } {
  return (
    isObject(value) &&
    typeof value['device'] === 'string' &&
    typeof value['role'] === 'string' &&
    'snapshot' in value
  );
}

const isPublish = (value: unknown): value is { readonly to: number } =>
  isObject(value) && typeof value['to'] === 'number';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
