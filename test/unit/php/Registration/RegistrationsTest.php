<?php
declare(strict_types=1);

namespace Duet\Test\Registration;

use Duet\Event\EventId;
use Duet\Event\Origin;
use Duet\Registration\Registrations;
use Duet\Support\IdKey;
use Duet\Test\ShopTestCase;
use Duet\Test\TestClock;
use PHPUnit\Framework\Attributes\DataProvider;

final class RegistrationsTest extends ShopTestCase {

	protected function setUp(): void {
		parent::setUp();
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$_SERVER['HTTP_REFERER']   = 'https://shop.test/my-account/';
		$_COOKIE['duet_visitor']   = self::HEX . '.g';
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ] ] );
		$user                          = new \WP_User( 9, 'new@example.test', [ 'customer' ] );
		$user->first_name              = 'Ann';
		$GLOBALS['duet_shop']['users'] = [ 9 => $user ];
	}

	protected function tearDown(): void {
		unset( $_SERVER['REQUEST_METHOD'], $_SERVER['HTTP_REFERER'], $_SERVER['HTTP_USER_AGENT'], $_SERVER['REMOTE_ADDR'] );
	}

	public function test_a_new_user_is_one_event_with_his_own_id(): void {
		$this->registrations();
		do_action( 'user_register', 9, [] );
		self::assertCount( 1, $this->pushed );
		$event = $this->pushed[0];
		$id    = EventId::for_object( 'CompleteRegistration', 9, 1, str_repeat( 'k', 64 ), '2026-11-30 08:00:00' );
		self::assertSame( [ 'CompleteRegistration', $id, self::NOW, Origin::Server, 0 ], [ $event->name, $event->id, $event->time, $event->origin, $event->object_id ] );
		self::assertEquals( [ 'external_id' => 'u1-9', 'email' => 'new@example.test', 'first_name' => 'Ann' ], $event->person );
		self::assertSame( [ 'https://shop.test/my-account/', [ 'method' => 'wordpress' ] ], [ $event->visitor->url, $event->params ] );
		self::assertSame( [ [ [ 'CompleteRegistration', $id, self::NOW, [ 'method' => 'wordpress' ] ] ] ], $this->tray );
		self::assertStringNotContainsString( 'example.test', (string) json_encode( $this->tray ) );
	}

	public function test_without_consent_it_waits_for_his_first_page(): void {
		unset( $_COOKIE['duet_visitor'] );
		$this->registrations();
		do_action( 'user_register', 9 );
		self::assertSame( [ 1, [] ], [ count( $this->pushed ), $this->tray ] );
		self::assertSame( 'CompleteRegistration', $GLOBALS['duet_shop']['user_meta'][9]['_duet_tray']['items'][0]['name'] );
	}

	public function test_under_a_refusal_it_is_marked_for_the_data_layer_alone(): void {
		foreach ( [ self::HEX . '.d' => true, 'u' => null ] as $cookie => $refused ) {
			$GLOBALS['duet_shop']['user_meta'] = [];
			$_COOKIE['duet_visitor']           = $cookie;
			$this->registrations();
			do_action( 'user_register', 9 );
			self::assertSame( $refused, $GLOBALS['duet_shop']['user_meta'][9]['_duet_tray']['items'][0]['refused'] ?? null, (string) $cookie );
		}
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>}> world, settings */
	public static function others(): iterable {
		yield 'by an administrator, or a REST client with a key' => [ [ 'user' => 1 ], [] ];
		yield 'by cron' => [ [ 'cron' => true ], [] ];
		yield 'while WordPress is installed' => [ [ 'installing' => true ], [] ];
		yield 'by a program without a request' => [ [ 'method' => null ], [] ];
		yield 'of an excluded role' => [ [], [ 'exclusions' => [ 'roles' => [ 'customer' ] ] ] ];
	}

	/**
	 * @param array<string, mixed> $world
	 * @param array<string, mixed> $settings
	 */
	#[DataProvider( 'others' )]
	public function test_users_nobody_made_for_himself( array $world, array $settings ): void {
		$GLOBALS['duet_shop'] = $world + $GLOBALS['duet_shop'];
		if ( array_key_exists( 'method', $world ) ) {
			unset( $_SERVER['REQUEST_METHOD'] );
		}
		$this->with_settings( $settings + [ 'consent' => [ 'mode' => 'required' ] ] );
		$this->registrations();
		do_action( 'user_register', 9 );
		self::assertSame( [ [], [], [] ], [ $this->pushed, $this->tray, $GLOBALS['duet_shop']['user_meta'] ?? [] ] );
	}

	public function test_a_program_is_no_visitor(): void {
		$_SERVER['HTTP_USER_AGENT'] = 'python-requests/2.32';
		$this->registrations();
		do_action( 'user_register', 9 );
		self::assertSame( [ [], [], [] ], [ $this->pushed, $this->tray, $GLOBALS['duet_shop']['user_meta'] ?? [] ] );
	}

	public function test_beyond_the_allowance_of_an_address_the_browser_alone_sends_it(): void {
		$_SERVER['REMOTE_ADDR'] = $this->flooding = '203.0.113.9';
		$this->registrations();
		do_action( 'user_register', 9 );
		self::assertSame( [ [], 'CompleteRegistration' ], [ $this->pushed, $this->tray[0][0][0] ?? null ] );
	}

	public function test_a_network_counts_when_the_link_is_opened_and_no_invitation(): void {
		$this->registrations();
		do_action( 'wpmu_activate_user', 9, 'secret', [ 'add_to_blog' => 1, 'new_role' => 'editor' ] );
		self::assertSame( [], $this->pushed );
		$GLOBALS['duet_shop']['installing'] = true;
		do_action( 'user_register', 9 );
		do_action( 'wpmu_activate_user', 9, 'secret', [] );
		self::assertCount( 1, $this->pushed );
		self::assertStringNotContainsString( 'secret', (string) json_encode( $this->pushed[0]->params ) );
	}

	public function test_a_hook_with_rubbish_is_survived(): void {
		$this->registrations();
		do_action( 'user_register', 'x' );
		do_action( 'user_register', 0 );
		do_action( 'wpmu_activate_user', null );
		self::assertSame( [], $this->pushed );
	}

	private function registrations(): void {
		( new Registrations( $this->catalogue(), $this->customer(), new IdKey(), $this->handover(), $this->guard(), new TestClock( self::NOW ) ) )->register();
	}
}
