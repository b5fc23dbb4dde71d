/** How good or bad Chinese words are in reviews of products, and what turns them around. */

/** By value, from very good to very bad. Both scripts; no more than reviews of goods need. */
const WORDS: readonly (readonly [value: number, words: string])[] = [
  [
    3,
    `完美 超赞 太棒 惊艳 惊喜 爱不释手 无可挑剔 物超所值 五星 强烈推荐 非常满意 十分满意 极好 最好 棒极了 絕佳 驚喜 完美無瑕
    物美价廉 物美價廉 好极了 一流 优秀 優秀 卓越 值得拥有 值得推荐 值得信赖 好评 好評 超值 超级好 大爱`,
  ],
  [
    2,
    `喜欢 喜歡 满意 滿意 好用 好吃 好喝 好看 好闻 好聞 好听 不错 不錯 漂亮 精美 精致 精緻 舒服 舒适 舒適 推荐 推薦 回购 回購 再次购买
    再次購買 还会买 还会再买 会再买 下次还 棒 赞 讚 优质 優質 值得 实惠 實惠 划算 便宜 贴心 貼心 热情 熱情 周到 耐心 耐用 结实 結實
    牢固 清晰 流畅 流暢 新鲜 新鮮 美味 柔软 柔軟 细腻 細膩 方便 实用 實用 开心 開心 高兴 高興 感谢 感謝 信赖 放心 靠谱 可爱 可愛
    香 清香 淡淡的香 快捷 迅速 神速 很快 真快 挺快 给力 给劲 爱 愛 好 美 均匀 均勻 合适 合適 合身 正合适 大气 高档 高端 正品 满足
    温馨 滋润 好使 省心 省电 静音 耐看 百搭 显瘦 修身 透气 保暖 环保 健康 安全 稳定 灵敏 鲜艳 精彩 有趣 感动 好书 受益 经典`,
  ],
  [
    1,
    `可以 还行 還行 还好 還好 轻便 輕便 简单 簡單 快 完好 完整 准时 準時 及时 及時 干净 乾淨 整洁 送朋友 齐全 划得来 齐备 一般般好`,
  ],
  [
    -1,
    `一般 凑合 湊合 贵 貴 偏贵 偏小 偏大 偏薄 稍贵 有点淡 偏淡 淡了 慢 很慢 太慢 旧 舊 薄 吵 有味 味道重 皱 皺 普通 马虎 單薄 单薄 简陋 粗糙
    失色 色差 缩水 縮水 起球 掉色 褪色 笨重 麻烦 麻煩 难看 難看 不值 噪音 噪声 掉毛 毛边 线头 太小 太大 太薄 太硬 太软 发热 发烫 卡顿`,
  ],
  [
    -2,
    `失望 差 不好 不满 不滿 不行 不喜欢 不喜歡 不推荐 不推薦 不值得 不会再买 不会再来 后悔 後悔 破损 破損 损坏 損壞 坏 壞 坏了 壞了 碎 碎了
    破 破了 裂 裂了 漏 漏水 漏油 退货 退貨 退款 退了 换货 刺鼻 难闻 難聞 难吃 難吃 难用 難用 难喝 臭 异味 異味 头痛 頭痛 头疼 瑕疵 划痕 刮痕 污渍
    过期 過期 发霉 發霉 变质 变形 變形 断 斷 断了 少发 漏发 发错 错发 缺少 缺货 山寨 二手 旧货 敷衍 不耐烦 冷淡 推卸 推脱 拖延 没反应 没有反应 没用 沒用
    没效果 没有效果 不符 不一致 不清晰 不清楚 问题 問題 毛病 故障 死机 死機 黑屏 失灵 投诉 投訴 差评 差評 生气 生氣 郁闷 鬱悶 上当 被骗 吃亏 浪费 浪費 可惜 遗憾
    遺憾 糟 糟糕 粗制滥造 偷工减料 无语 無語 无聊 無聊 枯燥 恶心 噁心 吵闹 脏 髒 难受 过敏 浑浊 掉漆 开裂 開裂 松动 不亮 不稳 不灵`,
  ],
  [
    -3,
    `垃圾 骗子 騙子 骗人 騙人 假货 假貨 假的 极差 極差 太差 很差 最差 太烂 烂 爛 恶劣 惡劣 坑人 坑爹 太坑 一无是处 千万别买 别买 別買 千万不要 气死 后悔死 忽悠 欺骗 欺騙 垃圾货 不堪 无耻`,
  ],
];
const VALUES = new Map(
  WORDS.flatMap(([value, words]) => words.split(/\s+/).map((word) => [word, value] as const)),
);
/** Words that hold one of the above and mean something else. */
const MEANINGLESS =
  `好像 好几 好多 好久 好不容易 好歹 只好 刚好 正好 最好是 爱好 愛好 还好意思 美国 美國 美金 快递 快遞 快要 尽快 一般来说 破费
  不断 不斷 断断续续 断货 判断 不管 不过 不過 不少 不仅 不僅 不但 不只 不光 不得不 差不多 差一点 差点 差價 差价 出差 香港 香港脚 香水 香味 香薰 香皂
  可以说 可以的话 打破 问题不大 沒問題 没问题 沒有問題 没有问题 安全套 好友 友好 良好 偏好 你好 您好 买贵 贵公司 宝贵 贵重`.split(
    /\s+/,
  );
/** They are good after all, though a negator and a bad word make them. */
const GOOD_AFTER_ALL = new Map([
  ...['没问题', '沒問題', '没有问题', '沒有問題', '问题不大'].map((word) => [word, 1] as const),
  ...['友好', '良好'].map((word) => [word, 2] as const),
]);
const NEGATORS = [
  '不',
  '没',
  '沒',
  '没有',
  '沒有',
  '别',
  '別',
  '未',
  '非',
  '无',
  '無',
  '并非',
  '不太',
  '不够',
  '不夠',
  '不是',
  '不怎么',
];
const STRONGER = [
  '很',
  '非常',
  '太',
  '特别',
  '特別',
  '十分',
  '超',
  '超级',
  '极',
  '極',
  '真',
  '真的',
  '最',
  '挺',
  '相当',
];
const WEAKER = ['有点', '有點', '稍', '稍微', '略', '有些', '比较', '比較'];
/** A negator reaches so many characters ahead, and not over a comma. */
const REACH = 4;
const NEGATED = -0.74;

type Kind = 'negator' | 'stronger' | 'weaker' | 'nothing' | number;
const KINDS = new Map<string, Kind>([
  ...NEGATORS.map((word) => [word, 'negator'] as const),
  ...STRONGER.map((word) => [word, 'stronger'] as const),
  ...WEAKER.map((word) => [word, 'weaker'] as const),
  ...MEANINGLESS.map((word) => [word, 'nothing'] as const),
  ...VALUES,
  ...GOOD_AFTER_ALL,
]);
const LONGEST = Math.max(...[...KINDS.keys()].map(({ length }) => length));

/** The sum of the values of the words in a text: the longest known word from each place on, as no spaces part them. */
export function rateChinese(text: string): number {
  return text.split(/[，。！？；、,.!?;~～…\s]+/u).reduce((sum, clause) => sum + rateClause(clause), 0);
}

function rateClause(clause: string): number {
  let sum = 0;
  let negatedUntil = -1;
  let strength = 1;
  for (let at = 0; at < clause.length; ) {
    const [word, kind] = longestFrom(clause, at);
    at += word.length;
    if (kind === 'negator') negatedUntil = at + REACH;
    else if (kind === 'stronger') strength = 1.3;
    else if (kind === 'weaker') strength = 0.7;
    else if (typeof kind === 'number') {
      sum += kind * strength * (at - word.length <= negatedUntil ? NEGATED : 1);
      negatedUntil = -1;
      strength = 1;
    }
  }
  return sum;
}

function longestFrom(clause: string, at: number): [word: string, kind: Kind] {
  for (let length = Math.min(LONGEST, clause.length - at); length > 0; length -= 1) {
    const word = clause.slice(at, at + length);
    const kind = KINDS.get(word);
    if (kind !== undefined) return [word, kind];
  }
  return [clause[at]!, 'nothing'];
}
