/** The shop's output: calls as the Segment HTTP specification has them. */

/** A call of the Segment HTTP tracking API, as one item of a batch. */
export interface SegmentMessage {
  readonly type: 'identify' | 'page' | 'track';
  readonly messageId: string;
  readonly anonymousId: string;
  readonly userId?: string;
  /** Of a `track` call. */
  readonly event?: string;
  /** Of a `page` call. */
  readonly name?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly timestamp: string;
}

/** What happens, before it has an envelope. */
export type Happening = Pick<SegmentMessage, 'type' | 'event' | 'name' | 'properties' | 'traits'>;

/** A message that is drawn already and waits for its time. */
export interface PlannedMessage {
  readonly at: number;
  readonly customer: number;
  readonly sequence: number;
  readonly message: SegmentMessage;
}
