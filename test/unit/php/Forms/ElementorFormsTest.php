<?php
declare(strict_types=1);

namespace Duet\Test\Forms;

use Duet\Forms\Plugin\Elementor;
use PHPUnit\Framework\TestCase;

final class ElementorFormsTest extends TestCase {

	public function test_forms_are_found_however_deep_they_stand_each_once(): void {
		$form = [ 'id' => 'a1b2c3d', 'elType' => 'widget', 'widgetType' => 'form', 'settings' => [ 'form_name' => 'Ask us' ], 'elements' => [] ];
		$page = [
			[ 'id' => '1', 'elType' => 'section', 'elements' => [ [ 'id' => '2', 'elType' => 'column', 'elements' => [ $form, [ 'widgetType' => 'heading', 'id' => '3' ] + $form ] ] ] ],
			$form,
			[ 'id' => 'nameless', 'elType' => 'widget', 'widgetType' => 'form', 'settings' => [] ],
		];
		self::assertSame( [ [ 'id' => 'a1b2c3d', 'title' => 'Ask us' ], [ 'id' => 'nameless', 'title' => '' ] ], array_values( Elementor::in( $page ) ) );
	}

	public function test_data_of_another_shape_holds_none(): void {
		foreach ( [ null, 'x', [ 'x' ], [ [ 'widgetType' => 'form' ] ], [ [ 'widgetType' => 'form', 'id' => [ 1 ] ] ], [ [ 'elements' => 'x', 'settings' => 'x' ] ] ] as $data ) {
			self::assertSame( [], Elementor::in( $data ) );
		}
		self::assertSame( [ 'x' => [ 'id' => 'x', 'title' => '' ] ], Elementor::in( [ [ 'widgetType' => 'form', 'id' => 'x', 'settings' => [ 'form_name' => [] ] ] ] ) );
	}
}
