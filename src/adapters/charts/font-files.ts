/** The letters that charts are written in: without a file for them, text vanishes from a picture without a word. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Latin letters first; Chinese and kana, then Korean, where it has none. */
export const FONT_FAMILY = "Inter, 'Noto Sans SC', 'Noto Sans KR'";

/** Where the letters are on this disk. Throws when their packages are not installed. */
export function fontFiles(): string[] {
  return [
    require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
    require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    require.resolve('@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf'),
  ];
}
