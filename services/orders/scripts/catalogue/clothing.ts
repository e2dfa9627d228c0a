import type { Department } from './department.ts';

export const clothing: Department = {
  id: 'clothing',
  title: { en: 'Clothing', 'zh-CN': '服装' },
  categories: [
    { id: 'women', title: { en: 'Women', 'zh-CN': '女装' } },
    { id: 'men', title: { en: 'Men', 'zh-CN': '男装' } },
  ],
  products: [
    {
      slug: 'silk-scarf',
      category: 'women',
      price: 32900,
      stock: 70,
      title: { en: 'Silk scarf', 'zh-CN': '真丝围巾' },
      description: {
        en: 'Mulberry silk, ninety centimetres square, rolled edges.',
        'zh-CN': '桑蚕丝方巾，九十厘米，手工卷边。',
      },
    },
    {
      slug: 'linen-dress',
      category: 'women',
      price: 29900,
      stock: 90,
      title: { en: 'Linen summer dress', 'zh-CN': '亚麻连衣裙' },
      description: { en: 'Loose cut with deep pockets.', 'zh-CN': '宽松剪裁，深口袋。' },
    },
    {
      slug: 'down-jacket-women',
      category: 'women',
      price: 59900,
      stock: 100,
      title: { en: 'Light down jacket for women', 'zh-CN': '女款轻薄羽绒服' },
      description: { en: 'Packs into its own pocket.', 'zh-CN': '可收纳进口袋，轻暖随行。' },
    },
    {
      slug: 'qipao',
      category: 'women',
      price: 48900,
      stock: 30,
      title: { en: 'Modern qipao', 'zh-CN': '新中式旗袍' },
      description: {
        en: 'Cotton and silk, knotted buttons, made for every day.',
        'zh-CN': '棉真丝混纺，手工盘扣，日常可穿。',
      },
    },
    {
      slug: 'oxford-shirt',
      category: 'men',
      price: 19900,
      stock: 160,
      title: { en: 'Oxford shirt', 'zh-CN': '牛津纺衬衫' },
      description: { en: 'Heavy cotton that softens with every wash.', 'zh-CN': '厚实纯棉，越洗越软。' },
    },
    {
      slug: 'chinos',
      category: 'men',
      price: 22900,
      stock: 140,
      title: { en: 'Cotton chinos', 'zh-CN': '纯棉休闲裤' },
      description: { en: 'Straight leg with a little stretch.', 'zh-CN': '直筒微弹，舒适合身。' },
    },
    {
      slug: 'wool-coat',
      category: 'men',
      price: 119900,
      stock: 25,
      title: { en: 'Wool overcoat', 'zh-CN': '羊毛大衣' },
      description: { en: 'Double-faced wool, half lined.', 'zh-CN': '双面羊毛呢，半里工艺。' },
    },
    {
      slug: 'canvas-belt',
      category: 'men',
      price: 6900,
      stock: 210,
      title: { en: 'Canvas belt', 'zh-CN': '帆布腰带' },
      description: { en: 'Brass buckle, any length.', 'zh-CN': '黄铜扣，长度可调。' },
    },
    {
      slug: 'repair-kit',
      category: 'men',
      price: 0,
      stock: 300,
      limitPerShopper: { units: 1, days: 90 },
      title: { en: 'Repair kit, free of charge', 'zh-CN': '缝补包（免费）' },
      description: {
        en: 'Needle, thread and spare buttons for what you have.',
        'zh-CN': '针线与备用纽扣，旧衣再穿。',
      },
    },
  ],
};
