/** How much room is left under the data: a port, since a full disk cannot even forget. */

export interface DiskSpace {
  /** Free bytes, as of at most a second ago; Infinity where the system does not say. */
  freeBytes(): Promise<number>;
}

/**
 * With less than this left, no more events are taken in: the night still has to write scores and models, an e-mail has
 * to be marked as sent, and deleting itself takes room.
 */
export const DISK_RESERVE_BYTES = 64 * 1024 * 1024;
