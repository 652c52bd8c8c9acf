let calls: (() => void)[] = [];

/**
 * Runs the call when all that has arrived by now has been dealt with: after the messages of this turn of the event loop,
 * together with the calls of other lessons. A call must not throw.
 */
export function atTurnsEnd(call: () => void): void {
  if (calls.length === 0) setImmediate(endTurn);
  calls.push(call);
}

function endTurn(): void {
  const due = calls;
  calls = [];
  for (const call of due) call();
}
