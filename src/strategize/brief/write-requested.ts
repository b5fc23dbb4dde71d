/** The words of a requested campaign's e-mail: those of its kind where they are true of everybody meant, else plain ones. */

import type { AudienceRule } from '../../domain/audience.ts';
import type { Copy, StrategyKind } from '../../domain/strategy.ts';
import { PRODUCT_NAMES, writeBody } from '../copy-parts.ts';
import { crossSell } from '../cross-sell.ts';
import { nurture } from '../nurture.ts';
import { winBack } from '../win-back.ts';
import { hasOrdered, isLapsed } from './understand-brief.ts';

/**
 * "Some time has passed since your last order" is said only to an audience whose rule says so, "going by what you
 * ordered" only to buyers. Products that the brief names are shown to all, so no e-mail says that they follow from
 * anything; nor that they were ordered before, since what is shown is what is likely next.
 */
export function writeRequested(request: WordedRequest, withOffer: boolean): Copy {
  const { goal, rule, namesProducts } = request;
  if (goal === 'win back' && isLapsed(rule)) return writeWinBack(withOffer);
  if (namesProducts) return writeProducts(withOffer);
  return followsOrders(request) ? crossSell.write(withOffer) : nurture.write(withOffer);
}

/** Whether the e-mail says that its products follow from what the contact ordered: nothing else may be shown then. */
export function followsOrders({ goal, rule, namesProducts }: WordedRequest): boolean {
  return goal === 'cross-sell' && hasOrdered(rule) && !namesProducts;
}

export interface WordedRequest {
  readonly goal: StrategyKind;
  readonly rule: AudienceRule;
  /** Whether the brief says which products are shown. */
  readonly namesProducts: boolean;
}

function writeWinBack(withOffer: boolean): Copy {
  return {
    ...winBack.write(withOffer),
    body: writeBody(
      [
        'Some time has passed since your last order with {{ shop.name }}. If something was not right, we would like to hear of it.',
        `{% if products.size > 0 %}You may like: ${PRODUCT_NAMES}.{% else %}We would be glad to see you again.{% endif %}`,
      ],
      withOffer,
    ),
  };
}

function writeProducts(withOffer: boolean): Copy {
  return {
    subject:
      '{% if products[0] %}{{ products[0].name }} at {{ shop.name }}{% else %}Something for you at {{ shop.name }}{% endif %}',
    previewText: 'Chosen for you by {{ shop.name }}.',
    heading: 'You may like this',
    body: writeBody(
      [
        `{% if products.size > 0 %}We thought that this may be something for you: ${PRODUCT_NAMES}.{% else %}We would be glad to see you.{% endif %}`,
        'If you have a question before you order, ask us.',
      ],
      withOffer,
    ),
    button: 'Take a look',
  };
}
