import { newId } from '../../ids.ts';
import type { ExportLine, ExportStore } from '../../store/port.ts';
import { planExport } from './plan.ts';
import type { ExportPlan } from './plan.ts';
import { newKey } from './pseudonym.ts';
import type { ExportSource } from './told.ts';
import type { ExportWish } from '../../../src/wire/export.ts';

/**
 * Settles an export and writes down that it is given out; only then may its first byte leave.
 *
 * @param account of the adult who asks; null from the command line.
 * @throws NoSuchLesson, PseudonymCollision, StoreError
 */
export async function beginExport(
  source: ExportSource,
  books: ExportStore,
  wish: ExportWish,
  by: { readonly account: string | null; readonly wall: number },
): Promise<ExportPlan> {
  const key = wish.names ? null : await books.recipientKey(wish.recipient, newKey());
  const plan = await planExport(source, wish, key);
  await books.logExport(lineOf(plan, by));
  return plan;
}

function lineOf(
  { wish, lessons, children, hiding }: ExportPlan,
  { account, wall }: { readonly account: string | null; readonly wall: number },
): ExportLine {
  const { session, from = null, to = null, rehearsals, formats, names, recipient } = wish;
  return {
    id: newId(),
    wall,
    account,
    scope: { session, from, to, rehearsals, lessons: lessons.length, children: children.length },
    formats,
    names,
    recipient,
    k: hiding.all.k,
  };
}
