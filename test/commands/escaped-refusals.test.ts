/** What somebody typed is told back in a refusal without pinging anybody. */

import { expect, it } from 'vitest';
import { fitsButton } from '../../src/adapters/slack/draw-brief.ts';
import { maya, type } from '../support/act-in-slack.ts';
import { describeOnEach } from '../support/each-database.ts';
import { startFlywheel } from '../support/open-flywheel.ts';

describeOnEach((on) => {
  it('of an audience and of a brief', async () => {
    const flywheel = await startFlywheel({ on, at: Date.UTC(2026, 4, 1, 9) });
    const say = (text: string, expected: string) => type(flywheel, maya, { text, expected });
    const audience = await say('/audience <!channel>', 'Nobody could be found');
    expect(JSON.stringify(audience)).toContain('&lt;!channel&gt;');
    expect(JSON.stringify(audience)).not.toContain('<!channel>');
    const quotes = '"'.repeat(1_200);
    await say(`/campaign new win back ${quotes}`, 'say it shorter');
  });
});

it('measures a brief as the button carries it', () => {
  const drafted = (words: string) => ({
    id: '0b0b8c2e-0000-4000-8000-000000000000',
    words,
    at: 1_777_777_777_777,
  });
  expect(fitsButton(drafted('a'.repeat(1_500)))).toBe(true);
  expect(fitsButton(drafted('"'.repeat(1_000)))).toBe(false);
});
