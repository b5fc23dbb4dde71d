/** The local workspace without a mouse: what arrows, Tab, Enter and Escape do, and where the focus is after. */

import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { commands } from '../../demo/slack/workspace.ts';
import { openPages } from './page-setup.ts';

const at = openPages();

const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => at.page.keyboard.press(key)), Promise.resolve());
/** What a screen reader would say of where the keys go. */
const focused = async () => {
  const element = at.page.locator(':focus');
  return (await element.getAttribute('aria-label')) ?? (await element.textContent()) ?? '';
};
const isFocused = async (element: Locator) => (await element.and(at.page.locator(':focus')).count()) === 1;

describe('the list of commands', () => {
  const chosen = () => at.page.getByRole('option', { selected: true }).locator('strong').textContent();

  it('is walked through with the arrows, round at both ends, and Enter takes the one chosen', async () => {
    const names = commands.map(({ command }) => command);
    const composer = at.page.getByRole('combobox', { name: 'Message #marketing' });
    await composer.press('/');
    expect(await chosen()).toBe(names[0]);
    await press('ArrowDown', 'ArrowDown');
    expect(await chosen()).toBe(names[2]);
    await press('ArrowUp', 'ArrowUp', 'ArrowUp');
    expect(await chosen()).toBe(names.at(-1));
    await press('ArrowDown', 'ArrowDown');
    expect(await chosen()).toBe(names[1]);
    const active = await composer.getAttribute('aria-activedescendant');
    expect(await at.page.locator(`[id="${active}"] strong`).textContent()).toBe(names[1]);
    await press('Enter');
    expect(await composer.inputValue()).toBe(`${names[1]} `);
    expect(await at.page.getByRole('option').count()).toBe(0);
  });

  it('takes the one chosen with Tab, and goes away with Escape', async () => {
    const composer = at.page.getByRole('combobox', { name: 'Message #marketing' });
    await composer.press('/');
    await press('ArrowDown', 'Tab');
    expect(await composer.inputValue()).toBe(`${commands[1]!.command} `);
    await composer.fill('/');
    await press('Escape');
    expect(await at.page.getByRole('listbox', { name: 'Commands' }).count()).toBe(0);
    expect(await isFocused(composer)).toBe(true);
  });
});

describe('a modal', () => {
  async function open() {
    await at.say('/campaign');
    const opener = at.message('Win back').getByRole('button', { name: 'Edit' });
    await opener.focus();
    await press('Enter');
    const modal = at.page.getByRole('dialog', { name: 'Edit campaign' });
    await modal.waitFor();
    return { opener, modal };
  }

  it('keeps Tab and Shift+Tab within it, in the order one reads, round at both ends', async () => {
    const { modal } = await open();
    expect(await isFocused(modal.getByRole('textbox', { name: 'Name' }))).toBe(true);
    const walk: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      await press('Tab');
      walk.push(await focused());
    }
    expect(walk.slice(-4)).toEqual(['Cancel', 'Save', 'Close', 'Name']);
    const back: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await press('Shift+Tab');
      back.push(await focused());
    }
    expect(back.slice(0, 3)).toEqual(['Close', 'Save', 'Cancel']);
  });

  it('is filled and sent by keys alone', async () => {
    await open();
    await at.page.keyboard.type('Autumn evening');
    await press('Tab', 'Tab', 'Space', 'Enter');
    await expect.poll(() => at.server.workspace.heard).toContain('renamed to Autumn evening on Friday');
  });

  it.each(['Escape', 'Cancel', 'Save'])('gives the focus back to what opened it: %s', async (how) => {
    const { opener, modal } = await open();
    await at.page.keyboard.type('Autumn evening');
    if (how === 'Escape') await press('Escape');
    else await modal.getByRole('button', { name: how, exact: true }).press('Enter');
    await modal.waitFor({ state: 'detached' });
    await expect.poll(() => isFocused(opener)).toBe(true);
  });
});

describe('a card', () => {
  it('takes a choice by keys, in a list and behind the three dots', async () => {
    await at.say('/campaign');
    const list = at.message('Win back').getByRole('combobox', { name: 'Choose a segment' });
    await list.focus();
    await press('ArrowDown', 'ArrowDown');
    await expect.poll(() => at.server.workspace.heard).toContain('segment lapsed90');
    await at.say('/predict');
    const dots = at.message('Forecast for the next').getByRole('button', { name: 'More actions' });
    await dots.focus();
    await press('Enter', 'ArrowDown');
    expect(await focused()).toBe('Export');
    await press('ArrowDown');
    expect(await focused()).toBe('Explain');
    await press('Escape');
    expect(await isFocused(dots)).toBe(true);
    await press('Enter', 'ArrowUp', 'Enter');
    await expect.poll(() => at.server.workspace.heard).toContain('more export');
    expect(await isFocused(dots)).toBe(true);
  });

  it('asks first, and gives the focus back when one would rather not', async () => {
    await at.say('/campaign');
    const approve = at.message('Win back').getByRole('button', { name: 'Approve' });
    await approve.focus();
    await press('Enter');
    await at.page.getByRole('dialog', { name: 'Approve this campaign?' }).waitFor();
    await press('Escape');
    await expect.poll(() => isFocused(approve)).toBe(true);
    expect(at.server.workspace.heard.join()).not.toContain('approved');
  });
});

it.each([
  ['ten minutes', 10],
  ['one day', 24 * 60],
  ['one week', 7 * 24 * 60],
])('the clock is moved forward %s by a key, and shows it', async (words, minutes) => {
  const clock = at.page.getByRole('group', { name: 'Workspace clock' });
  await clock.getByRole('button', { name: `move forward ${words}` }).press('Enter');
  await expect.poll(() => at.server.advanced).toEqual([minutes]);
  const day = await at.page.evaluate(
    (now) => new Date(now).toLocaleDateString([], { weekday: 'short', day: 'numeric', month: 'short' }),
    at.server.now(),
  );
  await expect.poll(() => clock.locator('span').first().textContent()).toContain(day);
});
