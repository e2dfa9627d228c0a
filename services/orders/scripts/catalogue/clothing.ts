import { colours, everyOne, sizes } from './choices.ts';
import type { Department } from './department.ts';

export const clothing: Department = {
  id: 'clothing',
  title: { en: 'Clothing', 'zh-CN': '服装' },
  categories: [
    { id: 'women', title: { en: 'Women', 'zh-CN': '女装' } },
    { id: 'men', title: { en: 'Men', 'zh-CN': '男装' } },
    { id: 'shoes', title: { en: 'Shoes', 'zh-CN': '鞋履' } },
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
      ...everyOne([sizes('S', 'M', 'L'), colours('white', 'blue', 'green')], (_, i) => ({
        stock: [24, 30, 3, 18, 0, 22, 12, 9, 16][i] ?? 0,
      })),
      title: { en: 'Linen summer dress', 'zh-CN': '亚麻连衣裙' },
      description: { en: 'Loose cut with deep pockets.', 'zh-CN': '宽松剪裁，深口袋。' },
    },
    {
      slug: 'down-jacket-women',
      category: 'women',
      price: 59900,
      ...everyOne([sizes('S', 'M', 'L', 'XL')], ({ size }) => ({
        stock: size === 'm' ? 40 : 20,
        price: size === 'xl' ? 62900 : 59900,
        ...(size === 'xl' && { packing: { weightGrams: 710 } }),
      })),
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
      slug: 'linen-shirt',
      category: 'men',
      price: 25900,
      ...everyOne([sizes('S', 'M', 'L', 'XL'), colours('white', 'blue')], ({ size }) => ({
        stock: size === 'xl' ? 4 : 25,
      })),
      title: { en: 'Linen shirt', 'zh-CN': '亚麻衬衫' },
      description: { en: 'Washed linen, half-placket, no ironing.', 'zh-CN': '水洗亚麻，半门襟，免熨烫。' },
    },
    {
      slug: 'running-shoes',
      category: 'shoes',
      price: 49900,
      ...everyOne([sizes('37', '38', '39', '40', '41', '42', '43'), colours('black', 'red')], (_, i) => ({
        stock: i % 5 === 4 ? 0 : 15,
      })),
      title: { en: 'Running shoes', 'zh-CN': '跑步鞋' },
      description: { en: 'Light mesh, firm heel, for roads.', 'zh-CN': '轻质网面，稳固后跟，适合路跑。' },
    },
    {
      slug: 'canvas-shoes',
      category: 'shoes',
      price: 15900,
      ...everyOne([sizes('36', '37', '38', '39', '40', '41')], () => ({ stock: 30 })),
      title: { en: 'Canvas shoes', 'zh-CN': '帆布鞋' },
      description: { en: 'Vulcanised sole, washable.', 'zh-CN': '硫化鞋底，可水洗。' },
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
