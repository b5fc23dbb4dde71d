/** Draws the bot's home: what waits for whoever looks, what is new, what runs, what the night learnt, how good the data are. */

import type { Button, HomeView, KnownBlock } from '@slack/types';
import type { Campaign } from '../../domain/campaign.ts';
import type { ModelRun } from '../../domain/model-run.ts';
import type { QualityReport } from '../../domain/quality-report.ts';
import { describeCounts } from '../../domain/strategy.ts';
import { context, cut, header, section } from './card.ts';
import { modelHealth, qualityLine } from './draw-forecast.ts';
import { openButton } from './draw-lifecycle.ts';
import { SET_UP } from './draw-set-up.ts';
import { SETTINGS } from './draw-settings-form.ts';
import { escapeText, moment, money, oneLine, plural } from './mrkdwn.ts';

export interface HomeContents {
  readonly waiting: readonly Campaign[];
  /** Proposed since yesterday, and not among those that wait for this person. */
  readonly fresh: readonly Campaign[];
  readonly running: readonly Campaign[];
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
      ...drawGroup(`Waits for you (${waiting.length})`, waiting, 'Nothing waits for your decision.'),
      ...drawGroup('Proposed since yesterday', fresh, 'Nothing else was proposed since yesterday.'),
      ...drawGroup('Running', running, 'No campaign is approved or being sent.'),
      { type: 'divider' },
      section(
        `*Last night's training*\n${night === null ? 'No night has passed yet.' : `${moment(night.at)}: ${escapeText(cut(night.words, NIGHT_LIMIT))}`}`,
      ),
      ...(champion === null ? [] : [context(modelHealth(champion))]),
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

function drawGroup(title: string, campaigns: readonly Campaign[], none: string): KnownBlock[] {
  const rows = campaigns.slice(0, SHOWN).map(drawRow);
  const more = campaigns.length - rows.length;
  return [
    section(`*${title}*`),
    ...(rows.length === 0 ? [context(none)] : rows),
    ...(more > 0 ? [context(`And ${plural(more, 'more campaign')}: \`/campaign\` lists them.`)] : []),
  ];
}

function drawRow({ number, strategy, state }: Campaign): KnownBlock {
  const { counts, expectedRevenueCents, currency } = strategy;
  return {
    ...section(
      `*${number}. ${oneLine(strategy.title)}* · ${state}\n${describeCounts(counts)} · ${money(expectedRevenueCents.value, currency)} expected`,
    ),
    accessory: openButton(number, 'Open'),
  } as KnownBlock;
}
