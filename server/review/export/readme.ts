/** The README of an export: what it is, for whom, made how, and what it is made of; in both languages. */
import { createHash } from 'node:crypto';
import { m } from '../../../generated/paraglide/messages.js';
import { languages } from '../../../src/wire/vocabulary.ts';
import type { Language } from '../../../src/wire/vocabulary.ts';
import type { Anonymity } from './anonymity.ts';
import { localTime, offsetText } from './localTime.ts';
import type { ExportPlan } from './plan.ts';

/** When and by what it was made. */
export interface About {
  readonly wall: number;
  /** Minutes east of UTC where it was made. */
  readonly utcOffset: number;
  readonly version: string;
}

export interface Written {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

/** The reader's language first; then the files, which need no words. */
export function readme(plan: ExportPlan, about: About, written: readonly Written[]): string {
  const { language } = plan.wish;
  const both = [language, ...languages.filter((other) => other !== language)];
  const files = written.map(({ name, rows, sha256 }) => `${sha256}  ${name}  ${rows}`);
  const hash = createHash('sha256')
    .update(files.map((line) => `${line}\n`).join(''))
    .digest('hex');
  return [
    ...both.flatMap((locale) => [...wordsOf(plan, about, hash, locale), '']),
    'SHA-256  file  rows',
    ...files,
    '',
  ].join('\r\n');
}

function wordsOf(plan: ExportPlan, about: About, hash: string, locale: Language): string[] {
  const { wish, lessons, children, recorded, hiding } = plan;
  const words = { locale };
  const made = localTime(about.wall, about.utcOffset);
  const days = lessons.map((lesson) => localTime(lesson.startedWall, lesson.utcOffset).slice(0, 10));
  const zones = [...new Set(lessons.map(({ utcOffset }) => `UTC${offsetText(utcOffset)}`))];
  const none = m['export.readme.none']({}, words);
  return [
    m['export.readme.title']({}, words),
    m['export.readme.made']({ made, version: about.version }, words),
    wish.recipient === null
      ? m['export.readme.own']({}, words)
      : m['export.readme.recipient']({ recipient: wish.recipient }, words),
    m['export.readme.children']({ children: children.length, recorded }, words),
    wish.names ? m['export.readme.names']({}, words) : m['export.readme.pseudonyms']({}, words),
    '',
    m['export.readme.parameters'](
      {
        lessons: lessons.length,
        first: days[0] ?? none,
        last: days[days.length - 1] ?? none,
        session: wish.session ?? none,
        from: wish.from ?? none,
        to: wish.to ?? none,
        rehearsals: wish.rehearsals ? m['export.readme.yes']({}, words) : m['export.readme.no']({}, words),
        formats: wish.formats.join(', '),
      },
      words,
    ),
    m['export.readme.zone']({ zones: zones.join(', ') || none }, words),
    '',
    m['export.readme.k']({}, words),
    m['export.readme.kClass'](hidden(hiding.byClass, none), words),
    m['export.readme.kAttendance'](hidden(hiding.byAttendance, none), words),
    m['export.readme.kAll'](hidden(hiding.all, none), words),
    '',
    m['export.readme.tables']({}, words),
    m['export.readme.measures']({}, words),
    ...(lessons.some(({ origin }) => origin === 'imported') ? [m['export.readme.imported']({}, words)] : []),
    m['export.readme.missing']({}, words),
    m['export.readme.cite']({ version: about.version, made: made.slice(0, 10), hash }, words),
    ...wish.formats.map((format) => formatWords[format]({}, words)),
  ];
}

const formatWords = {
  csv: m['export.readme.csv'],
  xlsx: m['export.readme.xlsx'],
  graphml: m['export.readme.graphml'],
  gexf: m['export.readme.gexf'],
  boris: m['export.readme.boris'],
  xapi: m['export.readme.xapi'],
} as const;

const hidden = ({ k, alone }: Anonymity, none: string) => ({ k: k ?? none, alone });
