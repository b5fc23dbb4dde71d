/** Logs of e-mails sent by a known policy to customers of the simulator, whose true chances of a click are known. */

import { createCustomer } from '../../simulator/customers.ts';
import type { Email } from '../../simulator/email.ts';
import { emailChances } from '../../simulator/email-chances.ts';
import { beginLife } from '../../simulator/life.ts';
import { createOffers } from '../../simulator/offers.ts';
import { createProducts } from '../../simulator/products.ts';
import type { World } from '../../simulator/world.ts';
import type { LoggedDecision } from '../../src/statistics/off-policy.ts';
import { createRandom, type Random } from '../../src/statistics/random.ts';

const SEED = 7;
const BASE_URL = 'https://shop.example';
const CUSTOMERS = 2000;
const START = Date.UTC(2026, 0, 1);
const DAYS = 90;

/** Logged chances of the four e-mails for customers who are new, and for those who bought before. */
const LOGGED = { newcomer: [0.4, 0.3, 0.2, 0.1], buyer: [0.1, 0.2, 0.3, 0.4] } as const;
/** The policy in question: the offer to newcomers, the best-matching product to buyers, with a little of the rest. */
const TARGET = { newcomer: [0.1, 0.7, 0.1, 0.1], buyer: [0.05, 0.05, 0.8, 0.1] } as const;

type Group = keyof typeof LOGGED;

interface Case {
  readonly group: Group;
  /** The true chance of a click, for each e-mail. */
  readonly clicks: readonly number[];
}

export interface SimulatedShop {
  /** The true mean reward of the policy in question over all customers. */
  readonly truth: number;
  /** A log of so many decisions, each on a customer drawn at random; the reward model is made of another such log. */
  readonly draw: (decisions: number, seed: number) => readonly LoggedDecision[];
}

/** The shop, with its truth computed rather than estimated. */
export function simulateShop(): SimulatedShop {
  const cases = listCases();
  const values = cases.map(({ group, clicks }) => expectation(TARGET[group], clicks));
  return {
    truth: values.reduce((sum, value) => sum + value, 0) / values.length,
    draw: (decisions, seed) => {
      const random = createRandom(seed);
      const model = learnRewards(drawActions(cases, decisions, random));
      return drawActions(cases, decisions, random).map(({ group, action, reward }) => ({
        reward,
        assignmentProbability: LOGGED[group][action]!,
        targetProbability: TARGET[group][action]!,
        expectedOfTaken: model[group][action]!,
        expectedOfTarget: expectation(TARGET[group], model[group]),
      }));
    },
  };
}

function listCases(): readonly Case[] {
  const products = createProducts(BASE_URL);
  const world: World = {
    seed: SEED,
    startAt: START,
    baseUrl: BASE_URL,
    products,
    offers: createOffers(START, DAYS),
  };
  const link = (at: number) => [`${BASE_URL}/products/${products[at]!.id}`];
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const customer = createCustomer({ seed: SEED, index, products, days: DAYS });
    const emails: readonly Email[] = [
      { links: [BASE_URL], hasOffer: false },
      { links: [BASE_URL], hasOffer: true },
      { links: link(customer.productWeights.indexOf(Math.max(...customer.productWeights))), hasOffer: false },
      { links: link(0), hasOffer: true },
    ];
    const life = beginLife(world, customer);
    const clicks = emails.map((email) => {
      const { open, click } = emailChances(world, life, email, 0);
      return open * click;
    });
    return { group: customer.known ? 'buyer' : 'newcomer', clicks };
  });
}

interface Action {
  readonly group: Group;
  readonly action: number;
  readonly reward: 0 | 1;
}

function drawActions(cases: readonly Case[], decisions: number, random: Random): Action[] {
  return Array.from({ length: decisions }, () => {
    const { group, clicks } = cases[random.integer(cases.length)]!;
    const action = random.weightedIndex(LOGGED[group]);
    return { group, action, reward: random.uniform() < clicks[action]! ? 1 : 0 };
  });
}

/** The mean reward of each e-mail in each group: coarse on purpose, since DR must do with models that are. */
function learnRewards(actions: readonly Action[]): Record<Group, number[]> {
  const meanOf = (group: Group, action: number) => {
    const rewards = actions
      .filter((one) => one.group === group && one.action === action)
      .map(({ reward }) => reward);
    return rewards.reduce((sum: number, reward) => sum + reward, 0) / Math.max(1, rewards.length);
  };
  const means = (group: Group) => LOGGED[group].map((_, action) => meanOf(group, action));
  return { newcomer: means('newcomer'), buyer: means('buyer') };
}

function expectation(probabilities: readonly number[], values: readonly number[]): number {
  return probabilities.reduce((sum, probability, at) => sum + probability * values[at]!, 0);
}
