/** The part of MJML 5 that we use; the package ships no types. */
declare module 'mjml' {
  export default function mjml2html(
    mjml: string,
    options?: {
      validationLevel?: 'strict' | 'soft' | 'skip';
      fonts?: Record<string, string>;
      minify?: boolean;
    },
  ): Promise<{ html: string }>;
}
