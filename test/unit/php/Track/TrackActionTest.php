<?php
declare(strict_types=1);

namespace Duet\Test\Track;

use Duet\Event\Decision;
use Duet\Support\IdKey;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use Duet\Track\TrackAction;
use PHPUnit\Framework\Attributes\DataProvider;

final class TrackActionTest extends ShopTestCase {

	protected function setUp(): void {
		parent::setUp();
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$_COOKIE['duet_visitor']   = self::HEX . '.g';
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ] ] );
		$GLOBALS['duet_shop']['users'] = [ 5 => new \WP_User( 5, 'c@example.test', [ 'customer' ] ) ];
		( new TrackAction( $this->catalogue(), $this->order_source(), $this->customer(), $this->object_ids(), $this->handover(), $this->guard(), new TestClock( self::NOW ) ) )->register();
	}

	protected function tearDown(): void {
		unset( $_SERVER['REQUEST_METHOD'] );
	}

	public function test_an_own_event_of_this_visitor_goes_to_server_and_pixel_under_one_id(): void {
		$GLOBALS['duet_shop']['user'] = 5;
		do_action( 'duet_track', 'Level Up', [ 'level_number' => 7, 'value' => 2.5, 'currency' => 'EUR' ] );
		$event = $this->pushed[0];
		self::assertSame( [ 'Level Up', self::NOW, [ 'level_number' => 7, 'value' => 2.5, 'currency' => 'EUR' ], Decision::Granted ], [ $event->name, $event->time, $event->params, $event->visitor->decision() ] );
		self::assertEquals( [ 'external_id' => 'u1-5', 'email' => 'c@example.test' ], $event->person );
		self::assertSame( [ 'Level Up', $event->id, self::NOW, $event->params ], $this->tray[0][0] );
	}

	public function test_any_spelling_and_the_catalogues_rules(): void {
		do_action( 'duet_track', 'submit form', [ 'item_name' => 'Guide' ], [ 'event_id' => 'my-lead-1', 'time' => self::NOW - 60, 'person' => [ 'email' => 'lead@example.test', 'password' => 'x' ] ] );
		self::assertSame( [ 'Lead', 'my-lead-1', self::NOW - 60, [ 'content_name' => 'Guide' ] ], [ $this->pushed[0]->name, $this->pushed[0]->id, $this->pushed[0]->time, $this->pushed[0]->params ] );
		self::assertEquals( [ 'external_id' => self::HEX, 'email' => 'lead@example.test' ], $this->pushed[0]->person );
	}

	public function test_an_orders_event_is_its_shoppers_whoever_asks(): void {
		$GLOBALS['duet_shop'] += [ 'user' => 5, 'orders' => [ 15 => self::order( [ 'billing' => [ 'email' => 'buyer@example.test' ] ] ) ] ];
		$_COOKIE = [];
		do_action( 'duet_track', 'Schedule', [], [ 'order_id' => 15 ] );
		self::assertSame( [ self::HEX, 'buyer@example.test', 0, [] ], [ $this->pushed[0]->visitor->visitor, $this->pushed[0]->person['email'], $this->pushed[0]->object_id, $this->tray ] );
		$facts = $this->order_source()->facts( self::order() )->params;
		do_action( 'duet_track', 'Purchase', array_diff_key( $facts, [ 'order_id' => 1 ] ), [ 'order_id' => 15, 'event_id' => 'another-id' ] );
		self::assertSame( [ $this->order_events()->id( 'Purchase', self::order() ), 15 ], [ $this->pushed[1]->id, $this->pushed[1]->object_id ], 'one sale, one conversion' );
	}

	public function test_without_a_visitor_consent_is_unknown(): void {
		$GLOBALS['duet_shop']['cron'] = true;
		do_action( 'duet_track', 'Schedule' );
		$GLOBALS['duet_shop']['cron'] = false;
		$GLOBALS['duet_shop']['orders'] = [ 15 => self::order( [ 'meta' => [] ] ) ];
		do_action( 'duet_track', 'Schedule', [], [ 'order_id' => 15 ] );
		self::assertSame( [ Decision::Unknown, Decision::Unknown ], array_map( static fn( $event ): Decision => $event->visitor->decision(), $this->pushed ) );
		self::assertSame( [], $this->tray );
	}

	public function test_a_visitor_remembered_elsewhere(): void {
		do_action( 'duet_track', 'Schedule', [], [ 'visitor' => [ 'visitor' => strrev( self::HEX ) ] + self::snapshot(), 'user_id' => 5 ] );
		self::assertSame( [ strrev( self::HEX ), Decision::Granted, 'u1-5', [] ], [ $this->pushed[0]->visitor->visitor, $this->pushed[0]->visitor->decision(), $this->pushed[0]->person['external_id'], $this->tray ] );
	}

	public function test_an_id_of_the_browsers_form_gets_a_prefix(): void {
		foreach ( [ 'level-up-42' => 'level-up-42', md5( 'x' ) => 'own-' . md5( 'x' ), '3F2504E0-4F89-41D3-9A0C-0305E82C3301' => 'own-3F2504E0-4F89-41D3-9A0C-0305E82C3301' ] as $given => $id ) {
			do_action( 'duet_track', 'Level Up', [], [ 'event_id' => $given ] );
			self::assertSame( $id, end( $this->pushed )->id );
		}
		do_action( 'duet_track', 'Level Up' );
		self::assertMatchesRegularExpression( '/\AE-[0-9a-f]{32}\z/', end( $this->pushed )->id );
	}

	public function test_what_the_order_itself_says_is_no_mistake(): void {
		$line  = new \WC_Order_Item_Product( [ 'id' => 1, 'name' => 'Mug ada@example.com', 'quantity' => 2, 'total' => '15.00', 'product_id' => 7, 'product' => self::mug( [ 'sku' => '+4930123456' ] ) ] );
		$order = self::order( [ 'items' => [ $line ] ] );
		$GLOBALS['duet_shop'] += [ 'orders' => [ 15 => $order ] ];
		$facts = array_diff_key( $this->order_source()->facts( $order )->params, [ 'order_id' => 1 ] );
		do_action( 'duet_track', 'Purchase', $facts, [ 'order_id' => 15 ] );
		self::assertSame( 'Mug ada@example.com', $this->pushed[0]->params['contents'][0]['content_name'] );
		do_action( 'duet_track', 'Purchase', [ 'description' => 'for bob@example.com' ] + $facts, [ 'order_id' => 15 ] );
		self::assertCount( 1, $this->pushed );
	}

	public function test_excluded_roles_are_nobody(): void {
		$this->with_settings( [ 'exclusions' => [ 'roles' => [ 'customer' ] ] ] );
		do_action( 'duet_track', 'Schedule', [], [ 'user_id' => 5 ] );
		self::assertSame( [], $this->pushed );
	}

	/** @return iterable<string, array{list<mixed>}> */
	public static function bad_input(): iterable {
		yield 'nothing' => [ [] ];
		yield 'name as list' => [ [ [ 'Lead' ] ] ];
		yield 'bad name' => [ [ '<b>' ] ];
		yield 'params as text' => [ [ 'Lead', 'x' ] ];
		yield 'params as object' => [ [ 'Lead', new \stdClass() ] ];
		yield 'a value that is text' => [ [ 'Lead', [ 'value' => '10' ] ] ];
		yield 'unknown parameter' => [ [ 'Lead', [ 'evil' => 1 ] ] ];
		yield 'an e-mail address by its name' => [ [ 'Level Up', [ 'customer_email' => 'x' ] ] ];
		yield 'an e-mail address by its look' => [ [ 'Lead', [ 'description' => 'ada@example.com' ] ] ];
		yield 'an e-mail address in a row' => [ [ 'ViewContent', [ 'contents' => [ [ 'content_id' => 'A', 'content_name' => 'ada@example.com', 'price' => 1, 'quantity' => 1 ] ] ] ] ];
		yield 'a telephone number' => [ [ 'Level Up', [ 'mobile' => '0170 1234567' ] ] ];
		yield 'a sale without its facts' => [ [ 'Purchase' ] ];
		yield 'context as text' => [ [ 'Lead', [], 'x' ] ];
		yield 'unknown context' => [ [ 'Lead', [], [ 'email' => 'a@example.test' ] ] ];
		yield 'no such order' => [ [ 'Lead', [], [ 'order_id' => 99 ] ] ];
		yield 'order as text' => [ [ 'Lead', [], [ 'order_id' => '15' ] ] ];
		yield 'bad id' => [ [ 'Lead', [], [ 'event_id' => 'a b' ] ] ];
		yield 'id as number' => [ [ 'Lead', [], [ 'event_id' => 12345678 ] ] ];
		yield 'time of tomorrow' => [ [ 'Lead', [], [ 'time' => self::NOW + 86400 ] ] ];
		yield 'time in milliseconds' => [ [ 'Lead', [], [ 'time' => self::NOW * 1000 ] ] ];
		yield 'user as text' => [ [ 'Lead', [], [ 'user_id' => 'x' ] ] ];
		yield 'visitor as text' => [ [ 'Lead', [], [ 'visitor' => 'x' ] ] ];
	}

	/** @param list<mixed> $arguments */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_is_dropped_and_never_thrown_at_the_caller( array $arguments ): void {
		do_action( 'duet_track', ...$arguments );
		self::assertSame( [ [], [] ], [ $this->pushed, $this->tray ] );
	}
}
