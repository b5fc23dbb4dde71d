/** Who serves from tonight on: the rule by which a challenger is promoted or refused. */

/** A freshly trained model and its log loss on the test set. */
interface Contender {
  readonly kind: string;
  readonly logLoss: number;
}

export interface ChampionInput {
  readonly baseline: Contender;
  readonly challengers: readonly Contender[];
  /** The champion's log loss on the same test set; null when there is none that can serve. */
  readonly champion: Contender | null;
}

/** What becomes of one contender, and why in plain words. */
export interface Verdict {
  readonly kind: string;
  readonly decision: 'promote' | 'refuse';
  readonly reason: string;
}

/**
 * At most one contender is promoted: the one with the lowest test log loss. Without a champion it serves right away,
 * the baseline too; otherwise it must be strictly better than the champion, and being the lowest it has then beaten
 * the baseline as well. A tie goes to whoever serves already, then to the baseline as the simpler one.
 */
export function decideChampion(input: ChampionInput): Verdict[] {
  const contenders = [input.baseline, ...input.challengers];
  const best = contenders.reduce((a, b) => (b.logLoss < a.logLoss ? b : a));
  const promoted = !input.champion || best.logLoss < input.champion.logLoss ? best : null;
  return contenders.map((contender) => ({
    kind: contender.kind,
    decision: contender === promoted ? 'promote' : 'refuse',
    reason: contender === promoted ? sayPromotion(contender, input) : sayRefusal(contender, best, input),
  }));
}

function sayPromotion(contender: Contender, input: ChampionInput): string {
  const loss = `the ${say(contender)} has the lowest log loss on the test set (${round(contender.logLoss)})`;
  const others = [...input.challengers, input.baseline].filter((other) => other !== contender).map(sayLoss);
  if (!input.champion) return `Serves first: ${loss}, against ${others.join(', ')}.`;
  return `Promoted: ${loss}, against ${[`the champion ${sayLoss(input.champion)}`, ...others].join(', ')}.`;
}

function sayRefusal(contender: Contender, best: Contender, input: ChampionInput): string {
  const { baseline, champion } = input;
  const loss = `the ${say(contender)} has a log loss of ${round(contender.logLoss)} on the test set`;
  if (champion && contender.logLoss >= champion.logLoss) {
    return `Refused: ${loss}, no better than the champion ${sayLoss(champion)}.`;
  }
  if (contender !== baseline && contender.logLoss >= baseline.logLoss) {
    return `Refused: ${loss}, no better than the baseline ${sayLoss(baseline)}.`;
  }
  return `Refused: ${loss}, and the ${say(best)} does better (${round(best.logLoss)}).`;
}

function sayLoss(contender: Contender): string {
  return `${say(contender)} (${round(contender.logLoss)})`;
}

function say(contender: Contender): string {
  return contender.kind.replaceAll('-', ' ');
}

function round(logLoss: number): string {
  return logLoss.toFixed(4);
}
