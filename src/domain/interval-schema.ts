/** How an interval of `statistics/` is read back from what was kept of it. */

import { z } from 'zod';

export const intervalSchema = z.object({ estimate: z.number(), low: z.number(), high: z.number() });
