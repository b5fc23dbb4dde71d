/** Whose data this process works on: one company a process; the workspace of the tokens in the environment is it. */

export const TENANT = 'own';
