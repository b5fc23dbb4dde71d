/** Shows charts in Slack: by its own block where the workspace takes that, else as pictures, which are uploaded. */

import { setTimeout as pause } from 'node:timers/promises';
import { RespondError } from '@slack/bolt';
import type { Block, KnownBlock } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Chart, DrawChart } from '../../domain/chart.ts';
import { type Card, context, cut } from './card.ts';
import { drawNativeChart } from './draw-native-chart.ts';
import { escapeText } from './mrkdwn.ts';

/** Where charts are to be seen. */
export interface ChartPlace {
  readonly client: WebClient;
  /** The workspace, and who gets the picture by direct message if it cannot be shown in place. */
  readonly team: string;
  readonly actor: string;
  /** Where the picture goes instead of into a direct message, such as into the thread. */
  readonly into?:
    | { readonly channel_id: string }
    | { readonly channel_id: string; readonly thread_ts: string };
  /** Posts there; called up to four times, as Slack may refuse. */
  readonly send: (message: ChartMessage) => Promise<unknown>;
}

export interface ChartMessage {
  readonly text: string;
  readonly blocks: (KnownBlock | Block)[];
}

/** Throws when the charts cannot be drawn or Slack does not take them in any form. */
export type PostCharts = (charts: readonly Chart[], place: ChartPlace) => Promise<void>;

/** Slack works on an upload for a moment, and refuses blocks with it meanwhile. */
const PAUSES_MS = [0, 1_000, 3_000];
const ALT_LIMIT = 2_000;
const TEXT_LIMIT = 3_000;

export function createChartPoster(draw: DrawChart, pausesMs: readonly number[] = PAUSES_MS): PostCharts {
  /** Workspaces that refused Slack's own charts while they took pictures. */
  const withoutNative = new Set<string>();
  return async (charts, place) => {
    if (!withoutNative.has(place.team) && (await isTaken(place, nativeMessage(charts), isUnknownBlock)))
      return;
    const pictures = await Promise.all(
      charts.map(async (chart) => ({ chart, png: Buffer.from(await draw(chart)) })),
    );
    const message = await uploadInto(place.client, pictures);
    for (const ms of pausesMs) {
      await pause(ms);
      if (!(await isTaken(place, message))) continue;
      withoutNative.add(place.team);
      return;
    }
    await sendDirectly(place, pictures);
  };
}

interface Picture {
  readonly chart: Chart;
  readonly png: Buffer;
}

function nativeMessage(charts: readonly Chart[]): ChartMessage {
  return {
    text: textOf(charts),
    // The block has no place for words that stand in for it.
    blocks: charts.flatMap((chart) => [drawNativeChart(chart), context(escapeText(chart.alt))]),
  };
}

async function uploadInto(client: WebClient, pictures: readonly Picture[]): Promise<ChartMessage> {
  const blocks = await Promise.all(
    pictures.map(async (picture): Promise<KnownBlock> => {
      const { files } = await client.filesUploadV2(describeUpload(picture));
      const id = files[0]?.files?.[0]?.id;
      if (id === undefined) throw new Error('Slack took a chart without giving it an id.');
      return { type: 'image', slack_file: { id }, alt_text: cut(picture.chart.alt, ALT_LIMIT) };
    }),
  );
  return { text: textOf(pictures.map(({ chart }) => chart)), blocks };
}

async function sendDirectly(place: ChartPlace, pictures: readonly Picture[]): Promise<void> {
  const into = place.into ?? (await openDirect(place));
  for (const picture of pictures) await place.client.filesUploadV2({ ...describeUpload(picture), ...into });
}

async function openDirect({ client, actor }: ChartPlace) {
  const { channel } = await client.conversations.open({ users: actor });
  if (channel?.id === undefined) throw new Error('Slack opened no direct message.');
  return { channel_id: channel.id };
}

function describeUpload({ chart, png }: Picture) {
  return {
    file: png,
    filename: `${chart.kind}.png`,
    title: chart.title,
    alt_text: cut(chart.alt, ALT_LIMIT),
  };
}

/** False when Slack refuses the message for what is in it, and for nothing else than what may be. */
async function isTaken(
  place: ChartPlace,
  message: ChartMessage,
  mayBe: (complaints: readonly string[]) => boolean = () => true,
): Promise<boolean> {
  try {
    await place.send(message);
    return true;
  } catch (fault) {
    // A response address says no more than its status.
    if (fault instanceof RespondError && (fault.statusCode === 400 || fault.statusCode === 404)) return false;
    const isRefused = fault instanceof WebAPIPlatformError && fault.data.error === 'invalid_blocks';
    if (isRefused && mayBe(fault.data.response_metadata?.messages ?? [])) return false;
    throw fault;
  }
}

/**
 * Whether the workspace does not know the block. One that it knows and finds wrong is a fault of ours, which pictures would
 * only hide. Some refusals give no reason.
 */
function isUnknownBlock(complaints: readonly string[]): boolean {
  return (
    complaints.length === 0 ||
    complaints.some((words) => words.includes('unsupported type: data_visualization'))
  );
}

function textOf(charts: readonly Chart[]): Card['text'] {
  return cut(charts.map(({ alt }) => escapeText(alt)).join('\n'), TEXT_LIMIT);
}
