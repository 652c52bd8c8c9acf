/** Looks every `everyMs` (real ms), one look at a time: a look that takes longer holds back the next. Returns the end. */
export function keepLooking(everyMs: number, look: () => Promise<void>): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => {
      looking = false;
    });
  }, everyMs);
  return () => clearInterval(timer);
}
