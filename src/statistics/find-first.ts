/** Where in something sorted a property begins. */

/** The first of the indices 0 to `length` - 1 that has it, where all after it do too; `length` where none has. */
export function findFirst(length: number, has: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (has(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
