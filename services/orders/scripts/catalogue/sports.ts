import type { Department } from './department.ts';

export const sports: Department = {
  id: 'sports',
  title: { en: 'Sports', 'zh-CN': '运动' },
  categories: [
    { id: 'outdoor', title: { en: 'Outdoor', 'zh-CN': '户外' } },
    { id: 'fitness', title: { en: 'Fitness', 'zh-CN': '健身' } },
  ],
  products: [
    {
      slug: 'trekking-poles',
      category: 'outdoor',
      price: 25900,
      stock: 95,
      title: { en: 'Trekking poles', 'zh-CN': '登山杖' },
      description: {
        en: 'A pair of carbon poles, 380 grams together.',
        'zh-CN': '碳纤维一对，合计三百八十克。',
      },
    },
    {
      slug: 'tent-two',
      category: 'outdoor',
      price: 69900,
      stock: 38,
      title: { en: 'Tent for two', 'zh-CN': '双人帐篷' },
      description: { en: 'Three seasons, two doors, stands by itself.', 'zh-CN': '三季双门，自立式结构。' },
    },
    {
      slug: 'headlamp',
      category: 'outdoor',
      price: 13900,
      stock: 170,
      title: { en: 'Headlamp', 'zh-CN': '头灯' },
      description: { en: 'Four hundred lumens, charges by USB-C.', 'zh-CN': '四百流明，Type-C 充电。' },
    },
    {
      slug: 'vacuum-flask',
      category: 'outdoor',
      price: 11900,
      stock: 260,
      title: { en: 'Vacuum flask', 'zh-CN': '保温杯' },
      description: { en: 'Steel, 750 ml, hot for a day.', 'zh-CN': '不锈钢七百五十毫升，保温一整天。' },
    },
    {
      slug: 'yoga-mat',
      category: 'fitness',
      price: 16900,
      stock: 145,
      title: { en: 'Yoga mat', 'zh-CN': '瑜伽垫' },
      description: {
        en: 'Natural rubber, five millimetres, does not slip.',
        'zh-CN': '天然橡胶，五毫米，防滑。',
      },
    },
    {
      slug: 'kettlebell',
      category: 'fitness',
      price: 21900,
      stock: 50,
      title: { en: 'Kettlebell, 12 kg', 'zh-CN': '十二公斤壶铃' },
      description: { en: 'Cast in one piece with a wide handle.', 'zh-CN': '一体铸造，宽握把。' },
    },
    {
      slug: 'skipping-rope',
      category: 'fitness',
      price: 4900,
      stock: 320,
      title: { en: 'Skipping rope', 'zh-CN': '跳绳' },
      description: { en: 'Ball bearings, steel rope, adjustable.', 'zh-CN': '轴承钢丝绳，长度可调。' },
    },
    {
      slug: 'badminton-set',
      category: 'fitness',
      price: 18900,
      stock: 88,
      title: { en: 'Badminton set for two', 'zh-CN': '羽毛球双拍套装' },
      description: {
        en: 'Two rackets, six feather shuttles and a bag.',
        'zh-CN': '双拍、六只羽毛球与球包。',
      },
    },
  ],
};
