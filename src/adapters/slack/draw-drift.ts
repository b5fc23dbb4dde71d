/** Draws what has moved since the champion learned: told in the channel once, and looked up with `/model`. */

import type { KnownBlock } from '@slack/types';
import type { DriftFinding, DriftReport } from '../../domain/drift-report.ts';
import { type Card, context, header, section, toCard } from './card.ts';
import { escapeText, plural } from './mrkdwn.ts';

/** For the channel; only what was found beyond chance. */
export function drawDrift(findings: readonly DriftFinding[]): Card {
  const [first] = findings;
  return toCard(`Something moved: ${escapeText(first?.what ?? '')}`, [
    header('Something moved'),
    ...findings.map(drawFinding),
    context('More than chance and the usual pace explain. `/model` shows all that was looked at.'),
  ]);
}

/** A section of `/model`; null while no night has looked. */
export function drawDriftSection(drift: DriftReport | null): readonly KnownBlock[] {
  if (drift === null) return [context('Drift: the next night looks for it.')];
  const { findings, looked } = drift;
  const verdict =
    findings.length === 0
      ? 'Nothing moved beyond chance.'
      : `${plural(findings.length, 'thing')} moved beyond chance.`;
  return [
    section(`*Drift since the champion learned*\n${verdict}`),
    ...findings.map(drawFinding),
    ...(looked.length === 0 ? [] : [context(escapeText(looked.join('\n')))]),
  ];
}

function drawFinding({ what, means, advice }: DriftFinding): KnownBlock {
  // The advice is ours, with commands in it.
  return section(`:warning: *${escapeText(what)}*\n${escapeText(means)} ${advice}`);
}
