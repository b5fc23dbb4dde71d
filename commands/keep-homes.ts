/** Keeps the bot's home true for those who have it open: it is drawn anew when what it shows has changed. */

import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { drawHome, type HomeContents, type RunningCampaign } from '../src/adapters/slack/draw-home.ts';
import { type Campaign, OPEN_STATES, WAITING_STATES } from '../src/domain/campaign.ts';
import { DAY, HOUR } from '../src/domain/clock.ts';
import type { CommandParts } from './command-parts.ts';

export interface Homes {
  /** Draws it for whoever opened it, and follows what changes. Throws when Slack refuses it; where Slack asks us to wait it comes then. */
  opened(person: string, client: WebClient): Promise<void>;
  /** They look at something else. */
  left(person: string): void;
  /** Looks now. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const EVERY_MS = 3_000;
/** Slack says that a home is opened, not that it is closed. */
const FOLLOWED_MS = HOUR;
const CAMPAIGNS = 200;
/** A night of an older version told no news apart from its decision. */
const newsSchema = z.object({ decision: z.string(), news: z.string().optional() });

interface Viewer {
  readonly client: WebClient;
  /** By the machine's steady clock. */
  readonly until: number;
  /** What was drawn, without its date. */
  readonly shown: string;
  /** Before that Slack takes none, by the machine's steady clock. */
  readonly notBefore?: number;
}

/** Of this process: whoever opened their home through another is followed there. */
export function keepHomes(parts: CommandParts, everyMs = EVERY_MS): Homes {
  const viewers = new Map<string, Viewer>();
  const draw = async (
    person: string,
    { client, until }: Omit<Viewer, 'shown'>,
    facts: Facts,
  ): Promise<void> => {
    const contents = contentsFor(facts, person);
    const shown = JSON.stringify(drawHome({ ...contents, now: 0 }));
    const before = viewers.get(person);
    if (before?.shown === shown && before.until === until) return;
    if ((before?.notBefore ?? 0) > performance.now()) return;
    try {
      await client.views.publish({ user_id: person, view: drawHome(contents) });
      viewers.set(person, { client, until, shown });
    } catch (fault) {
      if (!(fault instanceof WebAPIRateLimitedError)) throw fault;
      viewers.set(person, {
        ...{ client, until, shown: '' },
        notBefore: performance.now() + fault.retryAfter * 1000,
      });
    }
  };
  const look = async (): Promise<void> => {
    const now = performance.now();
    for (const [person, { until }] of viewers) if (until < now) viewers.delete(person);
    if (viewers.size === 0) return;
    const facts = await gatherFacts(parts);
    // It is drawn when they open it again; a token may have ended meanwhile.
    for (const [person, viewer] of [...viewers])
      await draw(person, viewer, facts).catch(() => viewers.delete(person));
  };
  let looking: Promise<void> = Promise.resolve();
  const lookNext = () => {
    const next = looking.then(look);
    looking = next.catch((err) => parts.log.warn({ err }, 'homes could not be kept up to date'));
    return next;
  };
  const timer = setInterval(() => void lookNext().catch(() => undefined), everyMs);
  return {
    opened: async (person, client) =>
      draw(person, { client, until: performance.now() + FOLLOWED_MS }, await gatherFacts(parts)),
    left: (person) => void viewers.delete(person),
    look: lookNext,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

interface Facts extends Omit<HomeContents, 'waiting' | 'fresh'> {
  readonly open: readonly Campaign[];
  readonly approvers: readonly string[];
}

async function gatherFacts({ stores, clock, policy, configure }: CommandParts): Promise<Facts> {
  const open = await stores.campaigns.list(OPEN_STATES, CAMPAIGNS);
  const night = await stores.jobs.lastDone('nightly');
  const told = newsSchema.safeParse(night?.result);
  return {
    open,
    approvers: (await policy()).approvers,
    running: await countSent(
      stores,
      open.filter(({ state }) => state === 'approved' || state === 'sending' || state === 'paused'),
    ),
    champion: await stores.modelRuns.champion(),
    night:
      night === null || night.finishedAt === null
        ? null
        : {
            at: night.finishedAt,
            words: told.success ? (told.data.news ?? told.data.decision) : 'It left no report.',
          },
    quality: await stores.qualityReports.latest(),
    now: clock.now(),
    isSetUpHere: configure !== null,
  };
}

function countSent(
  { outbox }: CommandParts['stores'],
  campaigns: readonly Campaign[],
): Promise<RunningCampaign[]> {
  return Promise.all(
    campaigns.map(async (campaign) => ({ campaign, messages: await outbox.counts(campaign.id) })),
  );
}

function contentsFor({ open, approvers, ...shared }: Facts, person: string): HomeContents {
  const waiting = open.filter((campaign) => waitsFor(campaign, person, approvers.includes(person)));
  const fresh = open.filter(
    ({ state, createdAt, id }) =>
      WAITING_STATES.includes(state) && shared.now - createdAt < DAY && waiting.every((one) => one.id !== id),
  );
  return { waiting, fresh, ...shared };
}

/** An approver's: what others proposed. Anybody's: their own campaign that was sent back to them. */
function waitsFor({ state, requestedBy, changedBy }: Campaign, person: string, mayApprove: boolean): boolean {
  if (state === 'draft') return requestedBy === person || changedBy === person;
  return mayApprove && WAITING_STATES.includes(state) && requestedBy !== person && changedBy !== person;
}
