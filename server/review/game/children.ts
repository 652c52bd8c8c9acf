import type { ChildMeasures, Figure, GameMeasures } from '../../../src/wire/review.ts';
import { floorMs } from '../facts.ts';
import { burstiness, intervals } from '../measures/burstiness.ts';
import { figure } from '../measures/figure.ts';
import { grantedWaits, median } from '../measures/time.ts';
import { shareOf } from './equality.ts';
import { answersOf, askedIn, kindsOf, waitsOf } from './time.ts';
import { turnsOf } from './view.ts';
import type { GameView } from './view.ts';

/** Ten minutes, the unit in which initiations are told. */
const rateMs = 600_000;

/** Each recorded child of the game on its own. */
export function childrenOf(view: GameView, equality: GameMeasures['equality']): ChildMeasures[] {
  return view.game.roster.map((child, index) => ({
    turnShare: shareOf(view, equality.turns, index, null),
    floorShare: shareOf(view, equality.floorTime, index, view.untimed),
    ...countsOf(view, child),
    ...figuresOf(view, child),
  }));
}

type Counts =
  | 'child' | 'turns' | 'floorMs' | 'firstAt' | 'passes' | 'unclaimed' | 'requests' | 'granted' | 'unserved'
  | 'contributions' | 'prompts'; // prettier-ignore

function countsOf(view: GameView, child: string): Pick<ChildMeasures, Counts> {
  const { game, untimed } = view;
  const own = turnsOf(view, child);
  const offered = game.turns.filter((turn) => turn.child === child);
  const requests = game.requests.filter((request) => request.child === child);
  const asked = askedIn(requests, game.lengthMs);
  return {
    child,
    turns: own.length,
    floorMs: untimed === null ? floorMs(own) : null,
    firstAt: own[0]?.claimedAt ?? null,
    passes: offered.filter(({ why }) => why === 'passed').length,
    unclaimed: offered.filter(({ why }) => why === 'unclaimed').length,
    requests: requests.length,
    granted: grantedWaits(asked).length,
    unserved: asked.filter(({ granted }) => granted === null).length,
    contributions: game.contributions.filter((act) => act.child === child).length,
    prompts: game.prompting ? game.prompts.filter((prompt) => prompt.child === child).length : null,
  };
}

type Figures = Omit<ChildMeasures, Counts | 'turnShare' | 'floorShare'>;

function figuresOf(view: GameView, child: string): Figures {
  const { game, untimed } = view;
  const own = turnsOf(view, child);
  const kinds = kindsOf(view, (turn) => turn.child === child);
  const waits = waitsOf(own);
  const lengths = intervals(own.map(({ claimedAt }) => claimedAt));
  const granted = grantedWaits(askedIn(game.requests.filter((request) => request.child === child), game.lengthMs)); // prettier-ignore
  return {
    ...kinds,
    initiationRatio: initiationRatio(kinds),
    initiationRate: initiationRate(kinds, game.lengthMs),
    wait: figure('time.wait', waits.length, untimed ?? median(waits)),
    requestWait: figure('time.requestWait', granted.length, median(granted)),
    ...answersOf(view, ({ target }) => target === child),
    burstiness: figure('time.burstiness', lengths.length, burstiness(lengths)),
  };
}

type Kinds = Pick<ChildMeasures, 'initiations' | 'responses'>;

/** initiations ÷ (initiations + responses): prompted turns are neither; 0 … 1. `nothing` without such turns. */
function initiationRatio({ initiations, responses }: Kinds): Figure {
  if (initiations.value === null || responses.value === null) {
    return figure('child.initiationRatio', 0, initiations.reason ?? 'nothing');
  }
  const n = initiations.value + responses.value;
  return figure('child.initiationRatio', n, n === 0 ? 'nothing' : initiations.value / n);
}

/** Unprompted initiations per 10 minutes of the game, ≥ 0. `nothing` in a game without length. */
function initiationRate({ initiations }: Kinds, lengthMs: number): Figure {
  const { value, n, reason } = initiations;
  if (value === null || lengthMs === 0) return figure('child.initiationRate', n, reason ?? 'nothing');
  return figure('child.initiationRate', n, (value * rateMs) / lengthMs);
}
