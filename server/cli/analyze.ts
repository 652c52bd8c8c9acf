/** `circletime analyze`: the figures of a file of turns, without a server or a data folder. */
import { readFile } from 'node:fs/promises';
import type { Regime } from '../../activities/_kit/contract.ts';
import type { Language } from '../../src/wire/vocabulary.ts';
import { analyze } from '../review/analyze/analysis.ts';
import { analyzedGame } from '../review/analyze/json.ts';
import { analysisText } from '../review/analyze/text.ts';
import { faultInWords } from './faults.ts';
import { NoSuchFile } from './importRefused.ts';

export interface AnalyzeOptions {
  /** Paths. */
  readonly turns: string;
  readonly roster: string | null;
  /** Of runs of which the file does not say. */
  readonly regime: Regime;
  readonly json: boolean;
}

/**
 * Writes the figures, or every fault of the files. Returns whether they had none. Here names are told: they stand in
 * the reader's own files.
 *
 * @throws NoSuchFile
 */
export async function analyzeTurns(options: AnalyzeOptions, locale: Language): Promise<boolean> {
  const { turns, roster, regime, json } = options;
  const files = { turns: await bytesOf(turns), roster: roster === null ? null : await bytesOf(roster) };
  const analysis = analyze({ ...files, regime });
  if (!analysis.ok) {
    const file = analysis.file === 'turns' ? turns : roster;
    for (const fault of analysis.faults) console.error(`${file ?? ''} ${faultInWords(fault, locale)}`);
    return false;
  }
  const { games, nameOf } = analysis;
  if (json) console.log(JSON.stringify({ games: games.map((game) => analyzedGame(game, nameOf)) }, null, 1));
  else console.log(analysisText(games, nameOf, locale));
  return true;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw new NoSuchFile(path, error);
  });
}
