import { describe, expect, it } from 'vitest';
import type { OwnPart, TabletParts, TabletStage } from '../wire/publish.ts';
import { phases } from '../wire/vocabulary.ts';
import { placeOf } from './place.ts';

const stage = (phase: TabletStage['phase'], activity: string | null = 'name-ball'): TabletStage => ({
  phase,
  activity: activity === null ? null : { id: activity, config: {} },
  groups: [],
});
const own = (over: Partial<OwnPart> = {}): OwnPart => ({
  admitted: true,
  group: 1,
  shape: 'circle',
  tiles: [],
  seats: [{ seat: 3, epoch: 1, child: 'c', face: { name: '小明', animal: 'panda', colour: 0 } }],
  greet: [],
  views: {},
  ...over,
});
const playing = {
  run: {
    run: 1,
    activity: 'name-ball',
    version: 1,
    config: {},
    scope: 'group',
    groups: [1],
    status: 'playing',
    goal: { done: 0, of: 1 },
  },
  group: { group: 1, view: { asOf: 0 }, goal: { done: 0, of: 1 }, outcome: null },
} satisfies Partial<TabletParts>;

describe('where a tablet is', () => {
  it('rests without a lesson', () => {
    expect(placeOf({}, false)).toBe('idle');
    expect(placeOf({ stage: stage('idle'), own: own() }, false)).toBe('idle');
  });

  it('stands at the door until the pictures were right, then chooses its group, in every phase', () => {
    for (const phase of phases.filter((one) => one !== 'closed')) {
      expect(placeOf({ stage: stage(phase), own: own({ admitted: false }) }, false)).toBe('door');
      expect(placeOf({ stage: stage(phase), own: own({ group: null }) }, false)).toBe('shapes');
      expect(placeOf({ stage: stage(phase), own: own({ seats: [] }) }, false)).toBe('tiles');
    }
  });

  it('plays only where its group has an instance', () => {
    expect(placeOf({ stage: stage('play'), own: own(), ...playing }, false)).toBe('play');
    expect(placeOf({ stage: stage('play'), own: own(), run: playing.run, group: null }, false)).toBe('soon');
  });

  it('does not take the game from children who play when another is to say hello', () => {
    expect(placeOf({ stage: stage('play'), own: own({ greet: ['d'] }), ...playing }, false)).toBe('play');
    expect(placeOf({ stage: stage('tablets'), own: own({ greet: ['d'] }) }, false)).toBe('tiles');
  });

  it('shows the tiles to a child who asks for them during play', () => {
    expect(placeOf({ stage: stage('play'), own: own(), ...playing }, true)).toBe('tiles');
  });

  it('thanks everyone at the end', () => {
    expect(placeOf({ stage: stage('closed'), own: own({ admitted: false }) }, false)).toBe('thanks');
  });
});
