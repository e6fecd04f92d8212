<?php
declare(strict_types=1);

namespace Duet\Test\Rules;

use Duet\Rules\Links;

require_once __DIR__ . '/RulesTestCase.php';

final class LinksTest extends RulesTestCase {

	private const OFF = [ 'dataLayer' => false, 'pixel' => false, 'eventsApi' => false ];

	public function test_each_switch_is_a_binding_and_links_with_an_event_of_their_own_are_left_alone(): void {
		$this->with_settings( [] );
		$bindings = $this->links();
		self::assertSame( [ 'phone', 'email', 'whatsapp', 'messenger' ], array_column( array_column( $bindings, 'params' ), 'method' ) );
		self::assertSame( [ 'Contact', 'Contact', 'Contact', 'Contact', 'Download' ], array_column( $bindings, 'name' ) );
		foreach ( $bindings as $binding ) {
			self::assertStringEndsWith( ':not([data-duet-event])', $binding['at'] );
			self::assertSame( [ 'href', 'text' ], [ $binding['from']['link_url'], $binding['from']['link_text'] ] );
		}
	}

	public function test_off_is_off(): void {
		$this->with_settings( [ 'links' => [ 'phone' => false, 'messenger' => false, 'file_types' => [] ] ] );
		self::assertSame( [ 'email', 'whatsapp' ], array_column( array_column( $this->links(), 'params' ), 'method' ) );
		$this->with_settings( [ 'events' => [ 'Contact' => self::OFF, 'Download' => self::OFF ] ] );
		self::assertSame( [], $this->links() );
		$this->with_settings( [ 'events' => [ 'Contact' => self::OFF ] ] );
		self::assertSame( [ 'Download' ], array_column( $this->links(), 'name' ) );
	}

	public function test_files_are_known_with_and_without_a_query(): void {
		$this->with_settings( [ 'links' => [ 'file_types' => [ 'pdf', '7z' ] ] ] );
		$at = $this->links()[4]['at'];
		self::assertSame( 'a:is([href$=".pdf" i],[href*=".pdf?" i],[href*=".pdf#" i],[href$=".7z" i],[href*=".7z?" i],[href*=".7z#" i]):not([data-duet-event])', $at );
	}

	/** @return list<array<string, mixed>> */
	private function links(): array {
		return ( new Links( $this->settings(), $this->catalogue() ) )->bindings();
	}
}
