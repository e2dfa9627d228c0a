import type { Product } from '../src/catalogue/product.ts';
import { aProduct } from '../test/products.ts';

const EN =
  'desk lamp linen duvet silk scarf phone case charger cable wireless earbuds studio headphones pocket speaker teapot kettle pan knife shirt dress jacket shoes socks yoga mat tent bottle novel poem cookbook cream soap perfume tea coffee noodle chocolate ceramic bamboo wool cotton steel glass wood leather paper portable foldable waterproof mechanical keyboard mouse monitor stand watch strap camera lens tripod drone helmet gloves bicycle light pump bag backpack wallet belt hat umbrella towel pillow blanket curtain rug shelf mirror clock vase candle frame chair table stool sofa'.split(
    ' ',
  );
const ZH =
  '台灯 亚麻 被套 真丝 围巾 手机 手机壳 充电器 数据线 无线 耳机 录音室 监听 口袋 音箱 茶壶 水壶 平底锅 菜刀 衬衫 连衣裙 夹克 鞋 袜子 瑜伽垫 帐篷 水杯 小说 诗集 食谱 面霜 香皂 香水 茶叶 咖啡 面条 巧克力 陶瓷 竹 羊毛 纯棉 不锈钢 玻璃 实木 真皮 纸 便携 折叠 防水 机械 键盘 鼠标 显示器 支架 手表 表带 相机 镜头 三脚架 无人机'.split(
    ' ',
  );

/** Numbers between 0 and 1 that are the same in every run. @see https://github.com/bryc/code (mulberry32) */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Products with titles of three to six words in both languages, a brand and a model among them, and descriptions of a dozen
 * words. Few words are frequent and most are rare, as in a shop.
 */
export function benchProducts(count: number): Product[] {
  const next = chance(1);
  const pick = (words: readonly string[]) => words[Math.floor(words.length * next() ** 2)] ?? '';
  const many = (words: readonly string[], n: number) => Array.from({ length: n }, () => pick(words));
  return Array.from({ length: count }, (_, i) => {
    const words = 2 + Math.floor(next() * 3);
    const brand = `brand${Math.floor(next() * (count / 20)).toString(36)}`;
    const model = `m${Math.floor(next() * (count / 5)).toString(36)}`;
    return aProduct({
      productId: `prd_${i.toString(36).padStart(20, '0')}`,
      title: {
        en: [brand, ...many(EN, words), model].join(' '),
        'zh-CN': `${brand}${many(ZH, words).join('')}`,
      },
      description: { en: many(EN, 14).join(' '), 'zh-CN': many(ZH, 12).join('') },
      category: `d${i % 8}.c${i % 40}`,
      price: { amount: Math.floor(next() * 100_000), currency: 'CNY' },
      availability: next() < 0.1 ? 'sold-out' : 'in-stock',
      createdAt: i + 1,
      changedAt: i + 1,
      version: 1,
    });
  });
}
