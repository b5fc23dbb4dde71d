/** What a running job is called on the page: in words for somebody who has read no code. */

import { describe, expect, it } from 'vitest';
import { describeProgress } from '../../demo/life/describe-progress.ts';
import { jobs } from '../../jobs/registry.ts';

describe('the line at the top while a job runs', () => {
  it('calls each job by what it is for, and only the night a training', () => {
    const lines = jobs.map(({ name }) => describeProgress({ job: name, text: 'tellings: 0 rows' }).text);
    expect(new Set(lines).size).toBe(jobs.length);
    expect(lines.filter((line) => line.startsWith('Nightly training'))).toHaveLength(1);
    for (const { name } of jobs.filter((job) => !['nightly', 'deliver'].includes(job.name))) {
      expect(describeProgress({ job: name, text: 'duplicate_counts: 0 rows' }).text).not.toContain('rows');
      expect(describeProgress({ job: name, text: '' }).text).not.toContain(name);
    }
  });

  it('says how far sending and training are', () => {
    expect(describeProgress({ job: 'deliver', text: '20 of 143' }).text).toBe('Sending e-mails: 20 of 143');
    const line = describeProgress({ job: 'nightly', text: 'learn: epoch 5 of 10' });
    expect(line.text).toBe('Training: epoch 5 of 10');
    expect(line.progress).toBeGreaterThan(
      describeProgress({ job: 'nightly', text: 'prepare: events' }).progress!,
    );
  });
});
