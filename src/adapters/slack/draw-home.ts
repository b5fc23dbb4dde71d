/** Draws the bot's home: what waits for whoever looks, what is new, what runs, what the night learnt, how good the data are. */

import type { Button, HomeView, KnownBlock } from '@slack/types';
import type { Campaign } from '../../domain/campaign.ts';
import type { MessageCounts } from '../../domain/message.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import type { QualityReport } from '../../domain/quality-report.ts';
import { describeCounts } from '../../domain/strategy.ts';
import { context, cut, header, section } from './card.ts';
import { modelTrust, qualityLine } from './draw-forecast.ts';
import { openButton, sayProgress } from './draw-lifecycle.ts';
import { SET_UP } from './draw-set-up.ts';
import { SETTINGS } from './draw-settings-form.ts';
import { escapeText, moment, money, oneLine, plural } from './mrkdwn.ts';

/** What was approved, and what has become of its e-mails so far. */
export interface RunningCampaign {
  readonly campaign: Campaign;
  readonly messages: MessageCounts;
}

export interface HomeContents {
  readonly waiting: readonly Campaign[];
  /** Proposed since yesterday, and not among those that wait for this person. */
  readonly fresh: readonly Campaign[];
  readonly running: readonly RunningCampaign[];
  readonly champion: ModelRun | null;
  /** How the last night ended; null before the first. */
  readonly night: { readonly at: number; readonly words: string } | null;
  readonly quality: QualityReport | null;
  readonly now: number;
  /** Whether the channel and the approvers are chosen in Slack rather than by the environment. */
  readonly isSetUpHere: boolean;
}

const SHOWN = 8;
const NIGHT_LIMIT = 1_500;

export function drawHome(contents: HomeContents): HomeView {
  const { waiting, fresh, running, champion, night, quality, now } = contents;
  return {
    type: 'home',
    blocks: [
      header('Flywheel'),
      context(`As of ${moment(now)}. It follows what changes for an hour after you open it.`),
      ...drawGroup(
        `Waits for you (${waiting.length})`,
        waiting.map((campaign) => drawRow(campaign)),
        'Nothing waits for your decision.',
      ),
      ...drawGroup(
        'Proposed since yesterday',
        fresh.map((campaign) => drawRow(campaign)),
        'Nothing else was proposed since yesterday.',
      ),
      ...drawGroup('Running', running.map(drawRunning), 'No campaign is approved or being sent.'),
      { type: 'divider' },
      section(
        `*Last night's training*\n${night === null ? 'No night has passed yet.' : `${moment(night.at)}: ${escapeText(cut(night.words, NIGHT_LIMIT))}`}`,
      ),
      ...(champion === null ? [] : [context(modelTrust(champion))]),
      section(
        `*Data quality*\n${quality === null ? 'Not measured yet: the first night does it.' : qualityLine(quality)}`,
      ),
      { type: 'actions', elements: drawDoors(contents) },
      context(
        '`/predict`, `/audience`, `/report` and `/campaign new` work in every channel; or write to me under *Messages*.',
      ),
    ],
  };
}

function drawDoors({ isSetUpHere }: HomeContents): Button[] {
  const door = (text: string, id: string): Button => ({
    type: 'button',
    text: { type: 'plain_text', text },
    action_id: id,
  });
  const settings = door('Settings', SETTINGS);
  return isSetUpHere ? [settings, door('Channel and approvers', SET_UP)] : [settings];
}

function drawGroup(title: string, rows: readonly KnownBlock[], none: string): KnownBlock[] {
  const shown = rows.slice(0, SHOWN);
  const more = rows.length - shown.length;
  return [
    section(`*${title}*`),
    ...(shown.length === 0 ? [context(none)] : shown),
    ...(more > 0 ? [context(`And ${plural(more, 'more campaign')}: \`/campaign\` lists them.`)] : []),
  ];
}

function drawRunning({ campaign, messages }: RunningCampaign): KnownBlock {
  return drawRow(campaign, sayProgress(campaign, messages));
}

function drawRow({ number, strategy, state }: Campaign, progress: string | null = null): KnownBlock {
  const { counts, expectedRevenueCents, currency } = strategy;
  return {
    ...section(
      `*${number}. ${oneLine(strategy.title)}* · ${state}\n${describeCounts(counts)} · ${money(expectedRevenueCents.value, currency)} expected${progress === null ? '' : `\n${progress}`}`,
    ),
    accessory: openButton(number, 'Open'),
  } as KnownBlock;
}
