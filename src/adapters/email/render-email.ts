/** Renders one contact's e-mail: MJML compiled once, then Liquid for each contact. */

import { Liquid, type Template } from 'liquidjs';
import { type EmailRenderer, MAX_HTML_BYTES } from '../../domain/email.ts';
import { AppError } from '../../errors.ts';
import { EMAIL_LAYOUT } from './email-layout.ts';
import { createCopyFiller } from './fill-copy.ts';
import { writeText } from './write-text.ts';

/** An EmailRenderer over our own layout. All facts are escaped in HTML, and none in text and subject. */
export function createEmailRenderer(): EmailRenderer {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    outputEscape: 'escape',
  });
  const fillCopy = createCopyFiller();
  let layout: Promise<Template[]> | null = null;
  return {
    async render(copy, facts) {
      const filled = fillCopy(copy, facts);
      layout ??= compileLayout(liquid);
      const html: string = liquid.renderSync(await layout, { ...facts, ...filled });
      const bytes = Buffer.byteLength(html);
      if (bytes > MAX_HTML_BYTES)
        throw new AppError(
          'invalid',
          `The e-mail has ${bytes} bytes, and mail programs clip what is beyond ${MAX_HTML_BYTES}. Shorten the body or show fewer products.`,
          { cause: new RangeError('too large') },
        );
      return {
        subject: filled.subject,
        previewText: filled.previewText,
        html,
        text: writeText(filled, facts),
      };
    },
  };
}

/** MJML takes a quarter of a second to load, which a process that sends nothing need not spend. */
async function compileLayout(liquid: Liquid): Promise<Template[]> {
  const { default: mjml2html } = await import('mjml');
  const { html } = await mjml2html(EMAIL_LAYOUT, { validationLevel: 'strict', fonts: {} });
  return liquid.parse(html.trim().replace(/\n\s+/g, '\n'));
}
