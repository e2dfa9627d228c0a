import { colours, everyOne } from './choices.ts';
import type { Department } from './department.ts';

export const accessories: Department = {
  id: 'accessories',
  title: { en: 'Accessories', 'zh-CN': '配饰' },
  categories: [
    { id: 'bags', title: { en: 'Bags', 'zh-CN': '箱包' } },
    { id: 'jewellery', title: { en: 'Watches and jewellery', 'zh-CN': '钟表首饰' } },
    { id: 'outdoors', title: { en: 'For every weather', 'zh-CN': '四季出行' } },
  ],
  products: [
    {
      slug: 'day-backpack',
      category: 'bags',
      price: 36900,
      ...everyOne([colours('black', 'green', 'blue')], (_, i) => ({ stock: [60, 4, 35][i] ?? 0 })),
      title: { en: 'Day backpack, 18 litres', 'zh-CN': '18 升日用双肩包' },
      description: {
        en: 'Waxed cotton, a sleeve for a laptop, a pocket that only you find.',
        'zh-CN': '油蜡棉布，带电脑隔层与隐藏口袋。',
      },
    },
    {
      slug: 'canvas-tote',
      category: 'bags',
      price: 8900,
      ...everyOne([colours('white', 'black')], () => ({ stock: 120 })),
      title: { en: 'Heavy tote bag', 'zh-CN': '厚帆布托特包' },
      description: {
        en: 'Carries a week of shopping and stands by itself.',
        'zh-CN': '可装下一周的采购，立得住不塌。',
      },
    },
    {
      slug: 'leather-wallet',
      category: 'bags',
      price: 21900,
      ...everyOne([colours('black', 'red')], (_, i) => ({ stock: i === 0 ? 48 : 3 })),
      title: { en: 'Slim leather wallet', 'zh-CN': '超薄牛皮钱包' },
      description: {
        en: 'Six cards and notes in eight millimetres, stitched by hand.',
        'zh-CN': '八毫米厚，容六卡与纸币，手工缝线。',
      },
    },
    {
      slug: 'steel-watch',
      category: 'jewellery',
      price: 89900,
      ...everyOne([colours('white', 'blue', 'black')], (_, i) => ({ stock: [14, 0, 9][i] ?? 0 })),
      title: { en: 'Steel watch, 38 mm', 'zh-CN': '38 毫米钢表' },
      description: {
        en: 'Wound by the wrist, sapphire glass, waterproof to a hundred metres.',
        'zh-CN': '自动上链，蓝宝石镜面，百米防水。',
      },
    },
    {
      slug: 'silver-ring',
      category: 'jewellery',
      price: 25900,
      stock: 26,
      title: { en: 'Silver ring with jade', 'zh-CN': '镶玉银戒' },
      description: {
        en: 'A band that opens a little, so that it fits any finger.',
        'zh-CN': '开口戒圈，大小可调。',
      },
    },
    {
      slug: 'sunglasses',
      category: 'outdoors',
      price: 29900,
      ...everyOne([colours('black', 'green')], () => ({ stock: 55 })),
      title: { en: 'Sunglasses, polarised', 'zh-CN': '偏光太阳镜' },
      description: {
        en: 'Light acetate frame; the hard case comes with them.',
        'zh-CN': '轻质板材镜框，附硬壳镜盒。',
      },
    },
    {
      slug: 'umbrella',
      category: 'outdoors',
      price: 12900,
      ...everyOne([colours('blue', 'red', 'black')], () => ({ stock: 90 })),
      title: { en: 'Folding umbrella', 'zh-CN': '折叠晴雨伞' },
      description: { en: 'Ten ribs that bend with the wind.', 'zh-CN': '十骨抗风，晴雨两用。' },
    },
    {
      slug: 'wool-cap',
      category: 'outdoors',
      price: 11900,
      ...everyOne([colours('red', 'green', 'black')], (_, i) => ({ stock: i === 2 ? 0 : 40 })),
      title: { en: 'Merino cap', 'zh-CN': '美利奴羊毛帽' },
      description: { en: 'Knitted in one piece, no seam that itches.', 'zh-CN': '一体编织，无缝不扎。' },
    },
  ],
};
