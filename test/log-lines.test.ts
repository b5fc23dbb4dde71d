import { expect, it } from 'vitest';
import { claimByHand, runClaimed } from '../jobs/run-job.ts';
import { AppError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';
import { logCampaigns } from '../src/log-campaigns.ts';
import { aProposal, aTransition, T0 } from './db/builders.ts';
import { startFlywheel } from './support/open-flywheel.ts';

function keepLog() {
  const lines: string[] = [];
  return {
    log: createLog('info', { write: (line) => lines.push(line) }),
    read: () => lines.map((l) => JSON.parse(l)),
  };
}

it('a line tells of each state of a campaign, and of no click that changed nothing', async () => {
  const { app } = await startFlywheel({ at: T0 });
  const { log, read } = keepLog();
  const campaigns = logCampaigns(app.stores.campaigns, log);
  const campaign = await campaigns.propose(aProposal());
  const approval = aTransition(campaign, {});
  await campaigns.transition(approval);
  expect(await campaigns.transition(approval)).toBeNull();
  expect(read()).toMatchObject([
    { campaign: 1, state: 'proposed', msg: 'a campaign was proposed' },
    { campaign: 1, before: 'proposed', state: 'approved', action: 'approve' },
  ]);
});

it("a line tells of each job's end", async () => {
  const { app } = await startFlywheel({ at: T0 });
  const { log, read } = keepLog();
  const context = { say: () => undefined, signal: new AbortController().signal };
  const run = async (work: () => Promise<Record<string, unknown>>) => {
    const job = { name: 'sample', summary: 'does what it is told', schedule: null, run: work };
    await runClaimed({ ...app, log }, job, { ...(await claimByHand(app, 'sample')), context });
  };
  await run(async () => ({}));
  await run(async () => {
    throw new AppError('unavailable', 'Not now.');
  });
  expect(read().filter(({ msg }) => msg === 'a job ended')).toMatchObject([
    { job: 'sample', ok: true, seconds: expect.any(Number) },
    { job: 'sample', ok: false },
  ]);
});
