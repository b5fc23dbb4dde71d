/** Whose data are worked on: a company of its own, or a Slack workspace that Flywheel was installed in. */

/** The company of the tokens in the environment, and of the local workspace. */
export const TENANT = 'own';
