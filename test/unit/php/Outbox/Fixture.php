<?php
declare(strict_types=1);

namespace Duet\Test\Outbox;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\EventsApi\Payload;
use Duet\Outbox\OutboxItem;
use Duet\Outbox\Outbox;
use Duet\Support\IdKey;
use Duet\Support\Log;

/** Events as a shop makes them. */
final class Fixture {

	public const PIXEL = 'DUETDEMO000000000001';
	public const TOKEN = 'd0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7d0e7';

	/** The site's own secret. */
	public const KEY = 'a5ec2e7a5ec2e7a5ec2e7a5ec2e7a5ec2e7a5ec2e7a5ec2e7a5ec2e7a5ec2e70';

	public const PARAMS = [
		'value'          => 29.9,
		'currency'       => 'EUR',
		'contents'       => [ [ 'content_id' => 'SKU-1', 'content_name' => 'Mütze 50% ☃', 'price' => 14.95, 'quantity' => 2, 'variant' => 'red' ] ],
		'content_type'   => 'product',
		'transaction_id' => '15',
	];

	public static function catalogue(): Catalogue {
		static $catalogue = null;
		return $catalogue ??= Catalogue::shipped();
	}

	public static function purchase( int $order, int $time, string $visitor = '' ): Event {
		return Event::of( self::catalogue(), 'Purchase', "P-$order-aaaaaaaaaaaa", $time, new Facts( self::PARAMS, [ 'email' => "Buyer$order@example.com" ] ), self::visitor( $visitor ), Origin::Server, $order );
	}

	public static function page_event( int $number, int $time ): Event {
		return Event::of( self::catalogue(), 'AddToCart', "cart-$number-0000", $time, new Facts( [ 'value' => 5, 'currency' => 'EUR' ] ), self::visitor( '' ), Origin::Browser );
	}

	public static function visitor( string $visitor ): Visitor {
		return new Visitor( ttclid: 'E.C.P.abc', url: 'https://shop.example/checkout/?utm_source=tiktok&key=wc_order_x', ip: '203.0.113.9', user_agent: 'Mozilla/5.0', locale: 'de_DE', visitor: $visitor );
	}

	public static function item( Event $event ): OutboxItem {
		$GLOBALS['duet_test_options'][ IdKey::OPTION ] = self::KEY;
		return ( new Payload( self::catalogue(), key: new IdKey() ) )->build( $event, $event->name );
	}

	/** Purchases 1 to $count, one second apart, all before $database->now. */
	public static function fill( MemoryDatabase $database, int $count, string $pixel = self::PIXEL ): void {
		$outbox = new Outbox( $database->gateway(), new Log() );
		for ( $order = 1; $order <= $count; $order++ ) {
			$event = self::purchase( $order, $database->now - 1000 + $order );
			$outbox->insert( $pixel, $event->name, $event, self::item( $event ) );
		}
	}
}
