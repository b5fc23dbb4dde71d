/** Every block and every input that Slack knows and we draw, in a real browser. */
import { expect, it } from 'vitest';
import { openPages } from './page-setup.ts';

const at = openPages();

const plain = (text: string) => ({ type: 'plain_text', text });
const options = [
  { text: plain('First'), value: 'one' },
  { text: plain('Second'), value: 'two' },
];
const inputs = {
  text: { type: 'plain_text_input', action_id: 'v', multiline: true, initial_value: 'given' },
  email: { type: 'email_text_input', action_id: 'v' },
  number: { type: 'number_input', action_id: 'v', is_decimal_allowed: false },
  day: { type: 'datepicker', action_id: 'v' },
  time: { type: 'timepicker', action_id: 'v' },
  select: { type: 'static_select', action_id: 'v', options },
  several: { type: 'multi_static_select', action_id: 'v', options },
  radio: { type: 'radio_buttons', action_id: 'v', options },
  person: { type: 'users_select', action_id: 'v' },
  people: { type: 'multi_users_select', action_id: 'v' },
  place: { type: 'conversations_select', action_id: 'v' },
  unknown: { type: 'file_input', action_id: 'v' },
};
const modal = {
  type: 'modal',
  callback_id: 'everything',
  title: plain('Everything'),
  submit: plain('Send'),
  blocks: Object.entries(inputs).map(([id, element]) => ({
    type: 'input',
    block_id: id,
    label: plain(`The ${id}`),
    element,
    optional: id === 'unknown',
  })),
};

it('reports the value of every input in the field in which Slack reports it', async () => {
  const submitted: unknown[] = [];
  const { app } = at.server.workspace;
  app.use(async ({ body, next, client }) => {
    if ('command' in body)
      await client.views.open({ trigger_id: String(body['trigger_id']), view: modal as never });
    await next();
  });
  app.view('everything', async ({ ack, view }) => {
    submitted.push(
      Object.fromEntries(Object.entries(view.state.values).map(([id, value]) => [id, value['v']])),
    );
    await ack();
  });
  await at.say('/model');
  const dialog = at.page.getByRole('dialog', { name: 'Everything' });
  await dialog.getByRole('textbox', { name: 'The email' }).fill('ann@shop.example');
  await dialog.getByRole('spinbutton', { name: 'The number' }).fill('42');
  await dialog.getByLabel('The day').fill('2026-12-01');
  await dialog.getByLabel('The time').fill('09:30');
  await dialog.getByRole('combobox', { name: 'The select' }).selectOption('Second');
  await dialog.getByRole('listbox', { name: 'The several' }).selectOption(['First', 'Second']);
  await dialog.getByRole('radio', { name: 'First' }).check();
  await dialog.getByRole('combobox', { name: 'The person' }).selectOption('Jonas Weber');
  await dialog.getByRole('listbox', { name: 'The people' }).selectOption(['Maya Chen', 'Jonas Weber']);
  await dialog.getByRole('combobox', { name: 'The place' }).selectOption('#marketing');
  await dialog.getByText('file_input cannot be shown here').waitFor();
  await at.screenshot('inputs');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(submitted).toEqual([
    {
      text: { type: 'plain_text_input', value: 'given' },
      email: { type: 'email_text_input', value: 'ann@shop.example' },
      number: { type: 'number_input', value: '42' },
      day: { type: 'datepicker', selected_date: '2026-12-01' },
      time: { type: 'timepicker', selected_time: '09:30' },
      select: { type: 'static_select', selected_option: options[1] },
      several: { type: 'multi_static_select', selected_options: options },
      radio: { type: 'radio_buttons', selected_option: options[0] },
      person: { type: 'users_select', selected_user: 'U0JONASWEB' },
      people: { type: 'multi_users_select', selected_users: ['U0MAYACHEN', 'U0JONASWEB'] },
      place: { type: 'conversations_select', selected_conversation: 'C0MARKETNG' },
    },
  ]);
});

const everyBlock = (fileId: string) => [
  { type: 'header', text: plain('A *header* & :tada:') },
  { type: 'section', text: { type: 'mrkdwn', text: 'From 10:30:45, 2 * 3 * 4, &lt;!channel&gt;' } },
  { type: 'markdown', text: '## Findings\n\n1. **One**\n\n[bad](javascript:alert(1))' },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich', style: { bold: true } },
          { type: 'link', url: 'javascript:alert(2)', text: 'trap' },
        ],
      },
    ],
  },
  {
    type: 'table',
    rows: [
      [
        { type: 'raw_text', text: 'Month' },
        { type: 'raw_text', text: 'Orders' },
      ],
      [
        { type: 'raw_text', text: 'May' },
        { type: 'raw_number', value: 12 },
      ],
    ],
  },
  { type: 'image', slack_file: { id: fileId }, alt_text: 'A dot that was uploaded' },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'Asked by <@U0JONASWEB>' }] },
  {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: { broken: true } }] }],
  },
  { type: 'plan', title: 'Not drawn' },
];

it('draws every block, makes no link of a dangerous address, and survives one it cannot draw', async () => {
  const { client, slack } = at.server.workspace;
  const picture = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
  await client.files.uploadV2({
    channel_id: slack.channelId,
    filename: 'dot.gif',
    title: 'A dot',
    file: picture,
  });
  const fileId = slack.scene('U0MAYACHEN').messages[0]?.files?.[0]?.id;
  const blocks = everyBlock(String(fileId));
  await client.chat.postMessage({ channel: slack.channelId, text: 'All', blocks: blocks as never });
  const message = at.message('Findings');
  await message.getByText('A *header* &').waitFor();
  // A picture of the page's own: machines without such a font would show a box.
  const emoji = message.getByRole('img', { name: '🎉' }).first();
  expect(await emoji.evaluate((element) => (element as unknown as { src: string }).src)).toMatch(
    /^data:image\/svg/,
  );
  await message.getByText('From 10:30:45, 2 * 3 * 4, <!channel>').waitFor();
  await message.getByRole('cell', { name: '12' }).waitFor();
  await message.getByText('@Jonas Weber').waitFor();
  await message.getByText('This block cannot be shown here.').waitFor();
  await message.getByText('A block of type plan cannot be shown here.').waitFor();
  const image = message.getByRole('img', { name: 'A dot that was uploaded' });
  await expect
    .poll(() => image.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(1);
  await message.getByText('trap').waitFor();
  expect(await message.locator('a[href^="javascript"]').count()).toBe(0);
  await at.screenshot('blocks');
});
