/** Draws what was looked over before sending: what needs a person at length, what is well in one line. */

import type { KnownBlock } from '@slack/types';
import type { Campaign, CampaignState } from '../../domain/campaign.ts';
import type { PreflightFinding } from '../../domain/preflight.ts';
import { context, section } from './card.ts';
import { count, escapeText, moment } from './mrkdwn.ts';

const OPEN: readonly CampaignState[] = ['draft', 'proposed', 'half approved'];
const SIGNS: Readonly<Record<PreflightFinding['verdict'], string>> = {
  ok: ':white_check_mark:',
  warning: ':warning:',
  fails: ':x:',
};

/** Only while a person can still act on it. */
export function drawChecks({ state, preflight, contentHash }: Campaign): KnownBlock[] {
  if (!OPEN.includes(state)) return [];
  if (preflight === null || preflight.contentHash !== contentHash)
    return [context(':mag: *Before sending:* links, variables and more are being looked over.')];
  const { findings, at } = preflight;
  const passed = findings.filter(({ verdict }) => verdict === 'ok');
  const left = findings.filter(({ verdict }) => verdict !== 'ok');
  const lines = left.map(
    ({ verdict, check, says }) => `${SIGNS[verdict]} *${capital(check)}:* ${escapeText(says)}`,
  );
  const blocked = left.some(({ verdict }) => verdict === 'fails')
    ? '\nWhat is marked :x: has to be mended before it can be approved.'
    : '';
  const names = passed.map(({ check }) => check).join(', ');
  return [
    ...(left.length === 0 ? [] : [section(`${lines.join('\n')}${blocked}`)]),
    context(
      `${SIGNS.ok} *${count(passed.length)} of ${count(findings.length)} checks pass*${names === '' ? '' : `: ${names}`} · looked over ${moment(at)}`,
    ),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
