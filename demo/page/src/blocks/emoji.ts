/** Slack's names for the emoji that a marketing team meets; other names stay as they were typed. */

const table = `tada 🎉 crystal_ball 🔮 candle 🕯️ fire 🔥 rocket 🚀 sparkles ✨ star ⭐ star2 🌟 trophy 🏆 medal 🏅 dart 🎯 gift 🎁
wave 👋 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 clap 👏 raised_hands 🙌 pray 🙏 muscle 💪 eyes 👀 ok_hand 👌 point_right 👉 point_up ☝️
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ no_entry ⛔ no_entry_sign 🚫 warning ⚠️ rotating_light 🚨 bangbang ‼️
exclamation ❗ question ❓ information_source ℹ️ bulb 💡 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭
chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 moneybag 💰 dollar 💵 euro 💶 credit_card 💳 shopping_trolley 🛒 shopping_bags 🛍️
package 📦 email 📧 envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 memo 📝 pencil 📝 pencil2 ✏️ clipboard 📋 bookmark_tabs 📑 page_facing_up 📄
calendar 📆 date 📅 clock1 🕐 clock3 🕒 clock9 🕘 hourglass ⌛ checkered_flag 🏁 octagonal_sign 🛑 hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️
mag 🔍 mag_right 🔎 link 🔗 lock 🔒 unlock 🔓 key 🔑 shield 🛡️ wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️ test_tube 🧪 microscope 🔬 robot_face 🤖 brain 🧠
arrow_up ⬆️ arrow_down ⬇️ arrow_right ➡️ arrow_left ⬅️ arrow_upper_right ↗️ arrow_lower_right ↘️ arrows_counterclockwise 🔄 repeat 🔁
double_vertical_bar ⏸️ pause_button ⏸️ arrow_forward ▶️ black_square_for_stop ⏹️ fast_forward ⏩ wastebasket 🗑️ recycle ♻️
large_green_circle 🟢 large_yellow_circle 🟡 large_orange_circle 🟠 red_circle 🔴 large_blue_circle 🔵 white_circle ⚪ black_circle ⚫ large_green_square 🟩 large_red_square 🟥
heart ❤️ green_heart 💚 broken_heart 💔 smile 😄 smiley 😃 grinning 😀 slightly_smiling_face 🙂 wink 😉 blush 😊 thinking_face 🤔 sweat_smile 😅 sob 😭 disappointed 😞 partying_face 🥳
bust_in_silhouette 👤 busts_in_silhouette 👥 family 👪 seedling 🌱 zzz 💤 snowflake ❄️ sunny ☀️ umbrella ☔ ghost 👻 christmas_tree 🎄 one 1️⃣ two 2️⃣ three 3️⃣ 100 💯`;

const words = table.split(/\s+/);
const byName = new Map<string, string>();
for (let index = 0; index < words.length; index += 2)
  byName.set(String(words[index]), String(words[index + 1]));

/** Characters by name. */
export const emojiOf: ReadonlyMap<string, string> = byName;

/** The emoji of this name, or undefined. */
export function findEmoji(name: string): string | undefined {
  return emojiOf.get(name.replace(/::skin-tone-\d$/, ''));
}
