/** Whose data the tests on whole databases fill in: fixed, so that what was kept of an older version still opens. */

export const MASTER = Buffer.alloc(32, 7);
export const TENANT = 'T1';
export const MIGRATIONS = 'db/migrations';
