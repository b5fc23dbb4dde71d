/** The process's environment over what an `.env` file says. */

import { config as readEnvFile } from 'dotenv';

/** What is set in the environment wins over the file in the current folder; a missing file is no fault. */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  const fromFile: Record<string, string> = {};
  readEnvFile({ processEnv: fromFile, quiet: true });
  return { ...fromFile, ...process.env };
}
