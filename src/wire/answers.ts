/** What the server answers to each event, beside a Failure. `{}` where success says it all. */
import type { Ms, Seat, Setting } from '../../activities/_kit/contract.ts';
import type { Answer } from './errors.ts';
import type { Publish } from './publish.ts';
import type { ReplayTurn, RunReplay } from './replay.ts';
import type {
  ChildPage,
  GameMeasures,
  GroupPage,
  QualityFlag,
  SummaryLine,
  TurnCorrection,
} from './review.ts';
import type { EventName } from './schemas.ts';
import type {
  Animal, ConsentAnswer, ConsentGiver, ConsentPurpose, ConsentWay, ExportFormat, PromptLevel, Role, RollStatus,
} from './vocabulary.ts'; // prettier-ignore

export interface HelloAnswer {
  readonly role: Role;
  /** Issued once; the device keeps it. Null when the one it sent still stands. */
  readonly token: string | null;
  readonly device: string;
  readonly build: string;
  /** `reload`: the page is of another build. `revoked`: the token is dead; start afresh. */
  readonly status: 'current' | 'snapshot' | 'reload' | 'revoked';
  readonly session: string | null;
  readonly snapshot: Publish<never> | null;
  /** For any other device that opens `/`: how to join. */
  readonly joinUrls: readonly string[];
  /** The request came from the laptop itself. */
  readonly loopback: boolean;
}

/** An accepted act: where it stands in the log and when it took effect. */
export interface ActAnswer {
  readonly seq: number;
  /** Run clock. */
  readonly at: Ms;
}

export interface ClassSummary {
  readonly classId: string;
  readonly name: string;
  readonly kind: 'class' | 'small_group';
  readonly children: number;
  readonly sample: boolean;
}

export interface ChildRow {
  readonly child: string;
  readonly name: string;
  readonly animal: Animal;
  readonly colour: number;
  readonly classes: readonly string[];
  readonly consents: readonly {
    readonly purpose: ConsentPurpose;
    readonly answer: ConsentAnswer;
    readonly date: string | null;
    readonly giver: ConsentGiver | null;
    readonly way: ConsentWay | null;
    readonly assent: boolean | null;
  }[];
}

export interface RosterPreview {
  readonly encoding: 'utf-8' | 'gbk';
  readonly names: readonly string[];
  /** Rows that were left out, with the reason. */
  readonly skipped: readonly { readonly row: number; readonly why: 'empty' | 'duplicate' | 'too_long' }[];
}

export interface LessonRow {
  readonly session: string;
  readonly classId: string;
  readonly className: string;
  readonly startedWall: number;
  readonly endedWall: number | null;
  readonly rehearsal: boolean;
  /** Told afterwards by a file. */
  readonly imported: boolean;
  readonly activities: readonly string[];
  readonly present: number;
  readonly recorded: number;
  readonly turns: number;
}

/** One child's row on a lesson's page. Null means absent or not defined; 0 means present and silent. */
export interface ParticipationRow {
  readonly child: string;
  readonly name: string;
  readonly animal: Animal;
  readonly colour: number;
  readonly status: RollStatus;
  readonly turns: number | null;
  /** Null also where turns have no ends. */
  readonly floorMs: Ms | null;
  readonly requests: number | null;
  readonly passes: number | null;
  readonly unclaimed: number | null;
  /** Null also where marking was off. */
  readonly prompts: number | null;
  readonly contributions: number | null;
}

/** A turn on a lesson's page. */
export interface LessonTurn extends ReplayTurn {
  readonly run: number;
  readonly regime: string;
}

export interface LessonPage {
  readonly lesson: LessonRow;
  /** The one account that noted, coded or checked in this lesson, by name; null where none did or several. */
  readonly facilitator: string | null;
  readonly runs: readonly {
    readonly run: number;
    readonly activity: string;
    readonly version: number;
    readonly regime: string;
    readonly startedWall: number;
    /** Length on the run clock, pauses left out. */
    readonly lengthMs: Ms;
    readonly groups: readonly number[];
    /** `wallMs` is null while the pause lasts. */
    readonly pauses: readonly { readonly at: Ms; readonly wallMs: number | null; readonly why: string }[];
    readonly prompting: boolean;
  }[];
  /** Recorded children only, in roster order. */
  readonly children: readonly ParticipationRow[];
  readonly turns: readonly LessonTurn[];
  /** As recorded, of turns that were corrected to no turn, another child or another time: shown, and counted nowhere. */
  readonly formerTurns: readonly LessonTurn[];
  /** Every figure, one set for each run and group. */
  readonly games: readonly GameMeasures[];
  /** Notes and codes at their moments; `at` is null between runs. */
  readonly moments: readonly {
    readonly kind: 'note' | 'code' | 'prompt';
    readonly seq: number;
    readonly wall: number;
    readonly run: number | null;
    /** Null for what belongs to no group of the run. */
    readonly group: number | null;
    readonly at: Ms | null;
    readonly child: string | null;
    readonly text: string;
    readonly level: PromptLevel | null;
  }[];
  /** What was corrected since, in the order it was. Turns above are as they stand now. */
  readonly corrections: readonly TurnCorrection[];
  /** Spot checks: whether the adult saw the child hold the turn whom the program had. */
  readonly spots: readonly {
    readonly run: number;
    readonly group: number;
    readonly turn: number;
    readonly at: Ms;
    readonly agreed: boolean;
  }[];
  /** Sentences of what happened, strength first. */
  readonly summary: readonly SummaryLine[];
  readonly quality: readonly QualityFlag[];
}

export interface Home {
  readonly classes: readonly ClassSummary[];
  /** What 开始上课 will start: last time's class, groups and activity; null with no class at all. */
  readonly proposal: {
    readonly classId: string;
    readonly className: string;
    readonly lastWall: number | null;
    readonly activity: string | null;
  } | null;
  /** A lesson is running: the console goes on with it. */
  readonly running: string | null;
  readonly activities: readonly ActivityCard[];
}

/** What the console needs to offer an activity; words come from the activity's messages. */
export interface ActivityCard {
  readonly id: string;
  readonly version: number;
  readonly seats: { readonly min: number; readonly max: number };
  readonly tablets: number;
  readonly scope: 'group' | 'class' | 'either';
  readonly trains: readonly string[];
  /** The lines of its settings form, and the config they start from. */
  readonly settings: readonly Setting[];
  readonly defaults: Readonly<Record<string, number | string | boolean>>;
}

/** An export that was given out. */
export interface GivenExport {
  readonly id: string;
  readonly wall: number;
  /** Null: from the command line. */
  readonly by: string | null;
  /** Null: for use at the school. */
  readonly recipient: string | null;
  readonly lessons: number;
  readonly children: number;
  readonly formats: readonly ExportFormat[];
  readonly names: boolean;
  /** Size of the smallest group of children who are alike in what it tells; null without any child. */
  readonly k: number | null;
}

export interface Answers {
  hello: HelloAnswer;
  'auth.status': {
    readonly setUp: boolean;
    readonly role: Role;
    readonly loopback: boolean;
    readonly accounts: readonly { readonly account: string; readonly name: string }[];
  };
  'auth.setUp': { readonly role: Role };
  'auth.signIn': { readonly role: Role };
  'auth.pair': { readonly role: Role };
  'seat.claim':
    | { readonly state: 'seated'; readonly seat: Seat; readonly epoch: number; readonly token: string }
    | { readonly state: 'asking' };
  act: ActAnswer;
  'act.adult': ActAnswer;
  home: Home;
  'lesson.start': { readonly session: string };
  'lesson.close': { readonly children: number; readonly acts: number };
  'rehearsal.start': { readonly session: string };
  'pairing.start': { readonly code: string; readonly expiresMs: number; readonly urls: readonly string[] };
  'people.classes': { readonly classes: readonly ClassSummary[] };
  'people.class': { readonly classId: string; readonly name: string; readonly children: readonly ChildRow[] };
  'class.add': { readonly classId: string };
  'child.add': { readonly child: string };
  'roster.preview': RosterPreview;
  'roster.import': { readonly added: number; readonly preview: RosterPreview };
  'consent.enterAll': { readonly entered: number };
  'note.add': { readonly seq: number };
  'code.add': { readonly seq: number };
  'review.lessons': { readonly lessons: readonly LessonRow[] };
  'review.lesson': LessonPage;
  /** The page as it is now. */
  'review.correct': LessonPage;
  'review.child': ChildPage;
  'review.group': GroupPage;
  'review.exports': { readonly exports: readonly GivenExport[] };
  'review.replay': RunReplay;
  'account.list': {
    readonly accounts: readonly { readonly account: string; readonly name: string; readonly role: Role }[];
  };
  'account.add': { readonly account: string };
}

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an event with nothing to tell but its success
export type AnswerOf<E extends EventName> = Answer<E extends keyof Answers ? Answers[E] : {}>;

/** Server → device, beside answers. */
export interface ServerEvents {
  /** A change of the audience's parts. */
  publish: (publish: Publish<never>) => void;
  /** The seats, the role or the token of this device are gone; it says hello again. */
  revoked: () => void;
}
