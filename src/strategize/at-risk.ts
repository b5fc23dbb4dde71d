/** Who is about to buy and who is at risk: the same to the forecast that counts them as to the audience that they become. */

/** About to buy: at so many times the base rate or more. */
export const ABOUT_TO_BUY = 3;
/** At risk, where it is foretold who leaves: former buyers who are likelier than that to. */
export const LEAVING = 0.5;
/** At risk, where it is not: former buyers below so many times the base rate. */
export const AT_RISK = 0.5;
