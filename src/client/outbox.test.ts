import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallAnswer } from './connection.svelte.ts';
import { Outbox, type Act, type ActLine, type NewAct } from './outbox.svelte.ts';
import { keep } from './storage.ts';

type Reply = CallAnswer<'act'>;
const saved: Reply = { ok: true, seq: 1, at: 0 };

/** A line whose answers the test gives one by one. */
class FakeLine implements ActLine {
  line: ActLine['line'] = 'online';
  session: string | null = 's1';
  readonly sent: Act[] = [];
  readonly #answers: ((reply: Reply) => void)[] = [];
  call(_event: 'act', payload: Act): Promise<Reply> {
    this.sent.push(payload);
    return new Promise((resolve) => this.#answers.push(resolve));
  }
  /** Answers the oldest open call, and lets the outbox go on. */
  async answer(reply: Reply) {
    this.#answers.shift()!(reply);
    await settled();
  }
}

async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

const act = (asOf: number): NewAct => ({
  run: 1,
  group: 1,
  seat: 7,
  epoch: 1,
  asOf,
  action: { type: 'claim' },
  shownMs: 900,
});

beforeEach(() => {
  keep('outbox', null);
  vi.useFakeTimers();
});

describe('acts on their way', () => {
  it('are sent in order, one at a time, and shown as sending, then saved', async () => {
    const line = new FakeLine();
    const outbox = new Outbox(line);
    outbox.put(act(1));
    outbox.put(act(2));
    expect(outbox.sending).toBe('sending');
    expect(line.sent.map(({ asOf }) => asOf)).toEqual([1]);
    await line.answer(saved);
    expect(line.sent.map(({ asOf }) => asOf)).toEqual([1, 2]);
    await line.answer(saved);
    expect(outbox.sending).toBe('saved');
  });

  it('wait while offline and go out marked as queued', async () => {
    const line = new FakeLine();
    line.line = 'offline';
    const outbox = new Outbox(line);
    outbox.put(act(1));
    expect(line.sent).toHaveLength(0);
    line.line = 'online';
    void outbox.flush();
    expect(line.sent[0]).toMatchObject({ queued: true, asOf: 1 });
    await line.answer(saved);
    expect(outbox.waiting).toBe(0);
  });

  it('wait while the lesson is paused, which would refuse them', async () => {
    const line = new FakeLine();
    let paused = true;
    const outbox = new Outbox(line, () => paused);
    outbox.put(act(1));
    await settled();
    expect(line.sent).toHaveLength(0);
    paused = false;
    void outbox.flush();
    expect(line.sent).toHaveLength(1);
  });

  it('are sent again under the same id when no answer came', async () => {
    const line = new FakeLine();
    const outbox = new Outbox(line);
    outbox.put(act(1));
    line.line = 'offline';
    await line.answer({ ok: false, code: 'no_answer' });
    expect(outbox.waiting).toBe(1);
    line.line = 'online';
    void outbox.flush();
    expect(line.sent[1]?.actionId).toBe(line.sent[0]?.actionId);
    expect(line.sent[1]?.queued).toBe(true);
  });

  it('survive a reload', async () => {
    const line = new FakeLine();
    line.line = 'offline';
    new Outbox(line).put(act(1));
    line.line = 'online';
    const reloaded = new Outbox(line);
    void reloaded.flush();
    expect(line.sent[0]).toMatchObject({ asOf: 1, queued: true });
    await line.answer(saved);
    expect(new Outbox(line).waiting).toBe(0);
  });

  it('are dropped when another lesson runs: its seats are other children', async () => {
    const line = new FakeLine();
    line.line = 'offline';
    const outbox = new Outbox(line);
    outbox.put(act(1));
    line.session = 's2';
    line.line = 'online';
    await outbox.flush();
    expect(line.sent).toHaveLength(0);
    expect(outbox.waiting).toBe(0);
  });

  it('that are refused say why and make way for the next', async () => {
    const line = new FakeLine();
    const outbox = new Outbox(line);
    outbox.put(act(1));
    outbox.put(act(2));
    await line.answer({ ok: false, code: 'stale' });
    expect(line.sent).toHaveLength(2);
    await line.answer({ ok: false, code: 'stale' });
    expect(outbox.refused).toMatchObject({ code: 'stale' });
    expect(outbox.sending).toBe('refused');
    vi.advanceTimersByTime(4000);
    expect(outbox.sending).toBe('idle');
  });

  it('wait as long as the server asks when they come too fast', async () => {
    const line = new FakeLine();
    const outbox = new Outbox(line);
    outbox.put(act(1));
    await line.answer({ ok: false, code: 'too_fast', retryMs: 500 });
    expect(line.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(line.sent).toHaveLength(2);
  });

  it('beyond fifty are refused at once, in words', () => {
    const line = new FakeLine();
    line.line = 'offline';
    const outbox = new Outbox(line);
    for (let n = 0; n < 51; n += 1) outbox.put(act(n));
    expect(outbox.waiting).toBe(50);
    expect(outbox.refused).toEqual({ code: 'outbox_full' });
  });

  it('of a wrong shape in storage are dropped', () => {
    keep('outbox', [{ session: 's1' }, 'junk']);
    expect(new Outbox(new FakeLine()).waiting).toBe(0);
  });
});
