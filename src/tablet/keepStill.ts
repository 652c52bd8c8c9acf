/**
 * Small hands lean on long presses, pinches and the back button: none of them may cost anything.
 * Returns how to undo it.
 */
export function keepStill(): () => void {
  const refuse = (event: Event) => {
    if (event.cancelable) event.preventDefault();
  };
  const stay = () => history.pushState(null, '');
  // Going back leads here again.
  history.pushState(null, '');
  addEventListener('popstate', stay);
  const refused = ['contextmenu', 'selectstart', 'dragstart', 'gesturestart', 'dblclick'];
  for (const name of refused) document.addEventListener(name, refuse);
  // Pinch and double-tap zoom, where touch-action alone does not hold.
  document.addEventListener('touchmove', refuse, { passive: false });
  return () => {
    removeEventListener('popstate', stay);
    for (const name of refused) document.removeEventListener(name, refuse);
    document.removeEventListener('touchmove', refuse);
  };
}
