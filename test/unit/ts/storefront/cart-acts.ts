/** What a shopper and WooCommerce's scripts do to a cart. */
import { Shop, type Tab } from './shop.ts';

export const html = `
	<form class="cart"><input class="qty" name="quantity"><button name="add-to-cart" value="1">Add</button></form>
	<a class="button add_to_cart_button ajax_add_to_cart" data-product_id="1" href="?add-to-cart=1">Add</a>
	<a class="remove" data-product_id="1">x</a>
	<form class="woocommerce-cart-form"><input class="qty"><button name="update_cart">Update</button></form>
	<div class="wc-block-components-quantity-selector"><button class="wc-block-components-quantity-selector__button--plus">+</button></div>
	<button class="wc-block-cart-item__remove-link">remove</button>
	<a id="elsewhere">About</a>`;

export const visit = ( shop: Shop, more: Parameters< Shop[ 'visit' ] >[ 0 ] = {} ) => shop.visit( { html, ...more } );
export const BUTTON = 'a.add_to_cart_button';
export const PLUS = 'button[class*=plus]';

/** [id, quantity] of each AddToCart of these tabs. */
export const adds = ( ...tabs: Tab[] ) =>
	tabs.flatMap( ( tab ) =>
		tab.pushes( 'add_to_cart' ).map( ( push ) => {
			const { items } = push.ecommerce as { items: { item_id: string; quantity: number }[] };
			return [ items[ 0 ]?.item_id, items[ 0 ]?.quantity ];
		} )
	);

export const submit = ( tab: Tab, selector = 'form.cart' ) =>
	tab.doc.querySelector( selector )?.dispatchEvent( new tab.win.Event( 'submit', { bubbles: true, cancelable: true } ) );

export const sync = ( tab: Tab, type: string ) =>
	tab.win.dispatchEvent( new tab.win.CustomEvent( 'wc-blocks_store_sync_required', { detail: { type } } ) );

export const blocksAdded = ( tab: Tab ) =>
	tab.doc.body.dispatchEvent( new tab.win.CustomEvent( 'wc-blocks_added_to_cart', { bubbles: true } ) );
