/** The mappings that come with Flywheel, by the name that `--map` takes. */

import type { ImportMappingInput } from '../import-mapping.ts';
import { uciOnlineRetail } from './uci-online-retail.ts';

export const shippedMappings: Readonly<Record<string, ImportMappingInput>> = {
  'uci-online-retail': uciOnlineRetail,
};
