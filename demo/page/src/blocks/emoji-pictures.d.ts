/** Made by `draw-emoji.ts` when the page is built. */
declare module 'virtual:emoji-pictures' {
  /** SVG documents by the emoji's character, where there is one. */
  const pictures: Readonly<Record<string, string | undefined>>;
  export default pictures;
}
