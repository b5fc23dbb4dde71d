/** Times as discrete hazards see them: bins that were survived, and the one in which it happened. */

/**
 * The bin of an event, and how many whole bins came before it without one; edges rise, the first bin begins at 0. An event beyond
 * the last edge was seen to survive all. Who was watched for half of a bin or more counts as having survived it (Gensheimer and
 * Narasimhan, "A scalable discrete-time survival model for neural networks", PeerJ 7, 2019).
 */
export function findBin(
  days: number,
  happened: boolean,
  edges: readonly number[],
): { readonly survived: number; readonly event: number } {
  const whole = edges.filter((edge) => edge < days || (edge === days && !happened)).length;
  if (happened) return { survived: whole, event: whole < edges.length ? whole : -1 };
  const middle = ((edges[whole - 1] ?? 0) + (edges[whole] ?? Number.POSITIVE_INFINITY)) / 2;
  return { survived: whole + (days >= middle ? 1 : 0), event: -1 };
}
