/** Counts how often the event loop turns while something else is waited for. */

export function countTicks() {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 5);
  return {
    stop() {
      clearInterval(timer);
      return ticks;
    },
  };
}
